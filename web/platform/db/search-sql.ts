// How texts are compared where people search is told once, by `search_key` (migration "search-without-accents").

/** What was typed into a search, word by word. */
export function searchedWords(query: string | undefined): string[] {
  return (query ?? '').split(/\s+/).filter(Boolean)
}

/** SQL that says whether a text has every one of the words, anywhere in it, whatever capitals and accents they are written with. */
export function hasWordsSql(words: string, text: string): string {
  return `not exists (select from unnest(${words}::text[]) word
                       where position(search_key(word) in search_key(${text})) = 0)`
}
