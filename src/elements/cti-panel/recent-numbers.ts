/** The numbers that were dialled last in this tab, newest first. */

// Of session storage alone, so that `client.forget()` and the end of the tab take them; where it is refused there are none.
const nameOf = (agent: string) => `portside-numbers ${agent}`;
const most = 10;

/** What one agent has dialled. */
export function recentNumbers(agent: string): readonly string[] {
  try {
    const numbers: unknown = JSON.parse(sessionStorage.getItem(nameOf(agent)) ?? '[]');
    return Array.isArray(numbers) ? numbers.filter((number) => typeof number === 'string') : [];
  } catch {
    return [];
  }
}

/** Puts a number first; each spelling stands there once. */
export function rememberNumber(agent: string, number: string): void {
  const numbers = [number, ...recentNumbers(agent).filter((each) => each !== number)].slice(0, most);
  try {
    sessionStorage.setItem(nameOf(agent), JSON.stringify(numbers));
  } catch {
    // refused
  }
}
