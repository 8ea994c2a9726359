/** Whether the browser can switch stacks of WebAssembly (JavaScript Promise Integration), which the lab stands on. */
export const canSwitchStacks =
  typeof WebAssembly === 'object' && 'Suspending' in WebAssembly && 'promising' in WebAssembly;
