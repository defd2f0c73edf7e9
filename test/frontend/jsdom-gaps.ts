// What jsdom lacks and Polaris asks for as soon as it is imported: imported before it.
const nothing = () => undefined

window.matchMedia = (media) => ({
  matches: false,
  media,
  onchange: null,
  addListener: nothing,
  removeListener: nothing,
  addEventListener: nothing,
  removeEventListener: nothing,
  dispatchEvent: () => false,
})
window.scroll = nothing
window.scrollTo = nothing

window.ResizeObserver = class {
  observe = nothing
  unobserve = nothing
  disconnect = nothing
}
