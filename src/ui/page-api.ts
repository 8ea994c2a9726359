export function installPageApi(): void {}
