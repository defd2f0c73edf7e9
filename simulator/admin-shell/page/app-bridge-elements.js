// The elements of App Bridge that an app writes in its own pages and the admin shows around it. This part is sent
// right behind app-bridge.js, in the same script.
;(() => {
  const { send, on } = window.shopify.frame
  const define = (name, element) => customElements.get(name) ?? customElements.define(name, element)

  /** Its links become the app's entries in the admin's menu; the one with rel="home" is the app's own name. */
  class NavMenu extends HTMLElement {
    connectedCallback() {
      this.hidden = true
      this.style.display = 'none'
      this.watch = new MutationObserver(() => this.tell())
      this.watch.observe(this, { childList: true, subtree: true, characterData: true, attributes: true })
      this.tell()
    }

    disconnectedCallback() {
      this.watch.disconnect()
    }

    tell() {
      const links = [...this.querySelectorAll('a[href], s-link[href]')].filter(
        (link) => link.getAttribute('rel') !== 'home',
      )
      send('menu', { links: links.map((link) => ({ path: link.getAttribute('href'), text: link.textContent.trim() })) })
    }
  }

  /** The page's title and buttons, shown in the bar above the app. */
  class TitleBar extends HTMLElement {
    static observedAttributes = ['title']

    connectedCallback() {
      this.style.display = 'none'
      if (this.closest('ui-modal')) return
      this.watch = new MutationObserver(() => this.tell())
      this.watch.observe(this, { childList: true, subtree: true, characterData: true, attributes: true })
      this.tell()
    }

    attributeChangedCallback() {
      if (this.watch) this.tell()
    }

    disconnectedCallback() {
      if (!this.watch) return
      this.watch.disconnect()
      send('title', { title: '', buttons: [] })
    }

    tell() {
      const buttons = [...this.querySelectorAll('button, a')].map((button, index) => ({
        index,
        text: button.textContent.trim(),
        isPrimary: button.getAttribute('variant') === 'primary',
        isDisabled: button.hasAttribute('disabled'),
      }))
      send('title', { title: this.getAttribute('title') ?? '', buttons })
    }
  }
  on('titleButton', ({ index }) => document.querySelectorAll('ui-title-bar button, ui-title-bar a')[index]?.click())

  /**
   * Unsaved changes: the admin shows Save and Discard above everything and clicks the app's own buttons. It hides the bar
   * itself where the merchant leaves what is unsaved.
   */
  class SaveBar extends HTMLElement {
    connectedCallback() {
      this.style.display = 'none'
      this.watch = new MutationObserver(() => this.isShown && this.tell())
      this.watch.observe(this, { childList: true, subtree: true, attributes: true })
      if (this.hasAttribute('open')) void this.show()
    }

    disconnectedCallback() {
      this.watch.disconnect()
      void this.hide()
    }

    get showing() {
      return this.isShown === true
    }

    async show() {
      if (this.isShown) return
      this.isShown = true
      this.tell()
      this.dispatchEvent(new CustomEvent('show'))
    }

    async hide() {
      if (!this.isShown) return
      this.isShown = false
      this.tell()
      this.dispatchEvent(new CustomEvent('hide'))
    }

    async toggle() {
      await (this.isShown ? this.hide() : this.show())
    }

    tell() {
      const having = (attribute) =>
        [...this.querySelectorAll('button')].filter((button) => button.hasAttribute(attribute)).map(saveBarPart)
      send('saveBar', { isShown: this.isShown, off: having('disabled'), busy: having('loading') })
    }
  }
  const saveBarPart = (button) => (button.getAttribute('variant') === 'primary' ? 'save' : 'discard')
  const shownBar = () => [...document.querySelectorAll('ui-save-bar')].find((one) => one.showing)
  on('saveBarButton', ({ isPrimary }) => {
    const buttons = [...(shownBar()?.querySelectorAll('button') ?? [])]
    buttons.find((button) => saveBarPart(button) === (isPrimary ? 'save' : 'discard'))?.click()
  })
  on('saveBarLeft', () => shownBar()?.hide())

  const modalStyle = new CSSStyleSheet()
  modalStyle.replaceSync(`
    dialog { border: 0; border-radius: 12px; padding: 0; width: min(620px, calc(100vw - 32px)); color: inherit; }
    dialog::backdrop { background: rgb(0 0 0 / 45%); }
    header { background: #f3f3f3; padding: 12px 16px; font: 600 14px/20px system-ui, sans-serif; }
    [hidden] { display: none !important; }
    footer { border-top: 1px solid #e3e3e3; display: flex; gap: 8px; justify-content: flex-end; padding: 12px 16px; }
    button { border: 1px solid #c4c4c4; border-radius: 8px; background: #fff; padding: 6px 12px; font: inherit; }
    button.primary { background: #303030; border-color: #303030; color: #fff; }
  `)

  function mirrored(button) {
    const shown = document.createElement('button')
    shown.textContent = button.textContent
    shown.className = button.getAttribute('variant') === 'primary' ? 'primary' : ''
    shown.disabled = button.disabled
    shown.addEventListener('click', () => button.click())
    return shown
  }

  /** A dialog inside the app's frame; the real one is drawn by the admin over the whole window. */
  class Modal extends HTMLElement {
    connectedCallback() {
      if (this.dialog) return
      const root = this.attachShadow({ mode: 'open' })
      root.adoptedStyleSheets = [modalStyle]
      this.dialog = document.createElement('dialog')
      this.heading = document.createElement('header')
      this.buttons = document.createElement('footer')
      this.dialog.append(this.heading, document.createElement('slot'), this.buttons)
      root.append(this.dialog)
      this.dialog.addEventListener('close', () => this.dispatchEvent(new CustomEvent('hide')))
      if (this.hasAttribute('open')) this.show()
    }

    /** Where a framework puts the modal's children. */
    get content() {
      this.box ??= this.appendChild(document.createElement('div'))
      return this.box
    }

    show() {
      const bar = this.querySelector('ui-title-bar')
      this.heading.textContent = bar?.getAttribute('title') ?? ''
      this.buttons.replaceChildren(...[...(bar?.querySelectorAll('button') ?? [])].map(mirrored))
      for (const part of [this.heading, this.buttons]) part.hidden = part.textContent === ''
      if (!this.dialog.open) this.dialog.showModal()
      this.dispatchEvent(new CustomEvent('show'))
    }

    hide() {
      this.dialog?.close()
    }

    toggle() {
      if (this.dialog.open) this.hide()
      else this.show()
    }
  }

  define('ui-nav-menu', NavMenu)
  define('s-app-nav', class extends NavMenu {})
  define('ui-title-bar', TitleBar)
  define('ui-save-bar', SaveBar)
  define('ui-modal', Modal)
})()
