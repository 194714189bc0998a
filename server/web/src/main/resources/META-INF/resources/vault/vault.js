// Served by the node itself; runs before the page is drawn.
window.tandemVault = (() => {
  const KEY = 'tandem-vault.colours';
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;

  const chosen = () => {
    try {
      return localStorage.getItem(KEY) || 'system';
    } catch (refused) {
      return 'system';
    }
  };

  const apply = () => {
    const choice = chosen();
    const mode = choice === 'system' ? (dark.matches ? 'dark' : 'light') : choice;
    root.style.colorScheme = mode;
    root.dataset.colours = mode;
  };

  const paint = (choice) => {
    try {
      localStorage.setItem(KEY, choice);
    } catch (refused) {
      // private windows: holds for this page alone
    }
    apply();
  };

  dark.addEventListener('change', apply);
  apply();

  // The organisation's own name for the vault, wherever a page's title ends with the product's.
  const name = document.querySelector('meta[name=vault-title]')?.content;
  const rename = () => {
    const own = document.title.replace(/^(.* · )?Tandem Vault$/, (all, page) => (page || '') + name);
    if (own !== document.title) {
      document.title = own;
    }
  };
  if (name) {
    new MutationObserver(rename).observe(document.head, { subtree: true, childList: true, characterData: true });
    rename();
  }

  const digest = async (text) => {
    const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
    return new Uint8Array(bytes).join();
  };

  const copyByHand = (text) => {
    const area = document.createElement('textarea');
    area.value = text;
    area.style.position = 'fixed';
    area.style.opacity = '0';
    (document.activeElement?.closest('vaadin-dialog') || document.body).append(area);
    area.select();
    const done = document.execCommand('copy');
    area.value = '';
    area.remove();
    return done;
  };

  const put = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (refused) {
      return copyByHand(text);
    }
  };

  let clearing = 0;

  // Empties the clipboard unless it is known to hold something else by now.
  const clear = async (mark) => {
    if (!document.hasFocus()) {
      window.addEventListener('focus', () => setTimeout(() => clear(mark), 100), { once: true });
      return;
    }
    try {
      const asked = await navigator.permissions.query({ name: 'clipboard-read' });
      if (asked.state === 'granted' && (await digest(await navigator.clipboard.readText())) !== mark) {
        return;
      }
    } catch (unknown) {
      // this browser does not tell what the clipboard holds: empty it
    }
    await put('');
  };

  const copy = async (text, seconds) => {
    if (!(await put(text))) {
      return false;
    }
    if (seconds > 0) {
      const mark = await digest(text);
      clearTimeout(clearing);
      clearing = setTimeout(() => clear(mark), seconds * 1000);
    }
    return true;
  };

  // Shows a secret in an element and counts down; the text leaves the page at zero by itself.
  const show = (element, text, seconds) => {
    hide(element);
    const value = element.querySelector('[data-part=value]');
    const left = element.querySelector('[data-part=left]');
    const until = Date.now() + seconds * 1000;
    value.textContent = text;
    const tick = () => {
      const rest = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      left.textContent = rest > 0 ? `Hidden again in ${rest} s` : '';
      if (rest === 0) {
        hide(element);
        element.dispatchEvent(new CustomEvent('vault-hidden'));
      }
    };
    element.vaultTimer = setInterval(tick, 250);
    tick();
  };

  const hide = (element) => {
    clearInterval(element.vaultTimer);
    element.querySelector('[data-part=value]').textContent = '';
    element.querySelector('[data-part=left]').textContent = '';
  };

  const copyShown = (element, seconds) =>
    copy(element.querySelector('[data-part=value]').textContent, seconds);

  // Goes to another node after some seconds; not again at once, if somebody came back from there.
  const leave = (url, seconds, told) => {
    const mark = 'tandem-vault.left';
    const recent = () => {
      try {
        return Date.now() - Number(sessionStorage.getItem(mark) || 0) < 60000;
      } catch (refused) {
        return false;
      }
    };
    if (recent()) {
      told.textContent =
        'You were there a moment ago and came back, so you are not taken there again. Go on by this link:';
      return;
    }
    setTimeout(() => {
      if (!told.isConnected) {
        return;
      }
      try {
        sessionStorage.setItem(mark, String(Date.now()));
      } catch (refused) {
        // private windows: whoever comes back is taken there again
      }
      window.location.assign(url);
    }, seconds * 1000);
  };

  return { paint, copy, copyShown, show, hide, leave };
})();
