/** Whether the browser supports JavaScript Promise Integration, which the lab needs to switch WebAssembly stacks. */
export const canSwitchStacks =
  typeof WebAssembly === 'object' && 'Suspending' in WebAssembly && 'promising' in WebAssembly;
