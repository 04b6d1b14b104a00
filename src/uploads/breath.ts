/** So long the page may stand still, in milliseconds. */
export const sliceTime = 12;

/** Lets the page draw and hear. A timer would wait for 4 ms each time. */
export function yieldToMain(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
