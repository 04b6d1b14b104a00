/** The numbers that were dialled last in this tab, newest first. */

// Of session storage alone, so that `client.forget()` and the end of the tab take them; where it is refused there are none.
const nameOf = (agent: string) => `portside-numbers ${agent}`;
const maxNumbers = 10;

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
export function addRecentNumber(agent: string, number: string): void {
  const numbers = [number, ...recentNumbers(agent).filter((each) => each !== number)].slice(0, maxNumbers);
  try {
    sessionStorage.setItem(nameOf(agent), JSON.stringify(numbers));
  } catch {
    // refused
  }
}
