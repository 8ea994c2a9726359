/** How many seeds a test tries: `quick` of them every time, `deep` under `npm run test:deep`. */
export const sweep = (quick: number, deep: number): number =>
  import.meta.env.MODE === 'deep' ? deep : quick;
