import { useSearchParams } from 'react-router'

/** Which page is shown stands in the address, so that Back and a reload find it again. */
export function usePage() {
  const [given, setGiven] = useSearchParams()
  const asked = Number(given.get('page') ?? 1)
  return {
    page: Number.isInteger(asked) && asked > 0 && asked < 100_000 ? asked - 1 : 0,
    goTo: (page: number) =>
      setGiven((before) => {
        if (page === 0) before.delete('page')
        else before.set('page', String(page + 1))
        return before
      }),
  }
}
