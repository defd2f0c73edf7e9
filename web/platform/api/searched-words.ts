/** What was typed into a search, word by word, as things are compared: without capitals. */
export function searchedWords(query: string | undefined): string[] {
  return (query ?? '').toLowerCase().split(/\s+/).filter(Boolean)
}
