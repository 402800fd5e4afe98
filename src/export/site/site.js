// The script of a site of nadwa. Every page works without it. It adds: what is on now, the search, the starred sessions,
// which this browser keeps, the reader's time zone, and the copy for when there is no network. Texts from the programme are read and never parsed as HTML.
'use strict';
(() => {
  const root = document.documentElement;
  const worker = new URL('sw.js', document.currentScript.src);
  root.classList.add('js');

  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const one = selector => document.querySelector(selector);

  // Browsers may refuse to store anything.
  const stored = key => { try { return localStorage.getItem(key); } catch { return null; } };
  const store = (key, value) => { try { localStorage.setItem(key, value); } catch { /* until the page is left */ } };

  // The letters that search takes for others, as nadwa does.
  const LETTERS = {
    'ى': 'ي', 'ی': 'ي', 'ئ': 'ي', 'ة': 'ه', 'أ': 'ا', 'إ': 'ا', 'آ': 'ا', 'ٱ': 'ا', 'ؤ': 'و', 'گ': 'ك', 'ڭ': 'ك', 'ݣ': 'ك', 'ک': 'ك',
    'ء': '', 'ـ': '', 'œ': 'oe', 'æ': 'ae', 'ß': 'ss', 'ø': 'o', 'đ': 'd', 'ł': 'l', '’': "'", 'ς': 'σ',
  };
  const fold = text => text.normalize('NFKC').toLowerCase().replace(/./gsu, c => LETTERS[c] ?? c).normalize('NFKD').replace(/\p{M}/gu, '');

  addEventListener('DOMContentLoaded', () => {
    const body = document.body;
    const rows = all(':is(ul.list > li, .timetable td)[data-id]').map(row => ({ row, id: row.dataset.id, time: row.querySelector('time.lead') }));
    const begins = element => Date.parse(element.dateTime ?? element.dataset.from);
    const ends = element => Date.parse(element.dataset.end ?? element.dateTime);

    // Now.

    const days = all('.days a[data-from]');
    const nowLink = one('.days .scripted a');
    const isOn = element => begins(element) <= Date.now() && Date.now() < ends(element);
    const markNow = () => {
      const today = days.find(isOn);
      for (const day of days) day.classList.toggle('today', day === today);
      for (const { row, time } of rows) {
        if (!time) continue;
        const on = isOn(time) && !row.classList.contains('cancelled');
        row.classList.toggle('now', on);
        row.classList.toggle('past', !!today && ends(time) <= Date.now());
        time.toggleAttribute('data-now', on);
        if (on) time.dataset.now = nowLink?.textContent.trim() ?? '';
      }
      if (nowLink) {
        nowLink.parentElement.hidden = !today;
        if (today) nowLink.href = today.getAttribute('href') + '#now';
      }
    };
    const toNow = () => {
      if (location.hash !== '#now') return;
      const first = rows.find(({ row }) => row.classList.contains('now'))
        ?? rows.find(({ time }) => time && begins(time) > Date.now());
      first?.row.scrollIntoView({ block: 'center' });
    };
    markNow();
    setInterval(markNow, 30000);
    addEventListener('visibilitychange', markNow);

    // Starred sessions.

    const key = 'nadwa:' + body.dataset.program;
    const readStars = () => {
      try { return new Set(JSON.parse(stored(key)).filter(id => typeof id === 'string')); } catch { return new Set(); }
    };
    let stars = readStars();
    const buttons = all('[data-id]').map(holder => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'star';
      const title = (holder.querySelector('.title') ?? one('h1'))?.textContent ?? '';
      button.setAttribute('aria-label', body.dataset.star + ': ' + title.trim());
      button.addEventListener('click', () => {
        stars = readStars();
        if (!stars.delete(holder.dataset.id)) stars.add(holder.dataset.id);
        saveStars();
      });
      holder.append(button);
      return { button, id: holder.dataset.id };
    });
    const showStars = () => {
      for (const { button, id } of buttons) {
        button.textContent = stars.has(id) ? '★' : '☆';
        button.setAttribute('aria-pressed', stars.has(id));
      }
    };
    const saveStars = () => {
      store(key, JSON.stringify([...stars]));
      showStars();
      show();
    };
    addEventListener('storage', event => {
      if (event.key !== key) return;
      stars = readStars();
      showStars();
      show();
    });

    // The page of all sessions: those that are searched, starred, or named in the address.

    const search = one('#search');
    const anchor = () => { try { return decodeURIComponent(location.hash.slice(1)); } catch { return ''; } };
    const idsInAddress = () => new Set(anchor().startsWith('s=') ? anchor().slice(2).split(',') : []);
    const show = () => {
      if (!search || search.dataset.page) return;
      const shared = idsInAddress();
      const starred = anchor() === 'starred';
      const chosen = starred ? stars : shared.size ? shared : null;
      const words = fold(search.value).split(/\s+/).filter(word => word);
      let found = 0;
      for (const entry of rows) {
        entry.text ??= words.length ? fold(entry.row.textContent) : undefined;
        const shown = words.every(word => entry.text.includes(word)) && (!chosen || chosen.has(entry.id));
        entry.row.hidden = !shown;
        found += shown;
      }
      // From the innermost section outwards.
      for (const section of all('main section').reverse()) {
        section.hidden = !!section.querySelector('li') && !section.querySelector('li:not([hidden])');
      }
      one('#found').textContent = words.length || chosen ? found + ' / ' + rows.length : '';
      one('.starred').hidden = !starred || !stars.size;
      one('.unstarred').hidden = !starred || !!stars.size;
      one('.shared').hidden = !shared.size;
      one('#keep').hidden = [...shared].every(id => stars.has(id));
      one('#share').href = '#s=' + [...stars].join(',');
      for (const link of all('nav.pages a')) {
        if (link.getAttribute('href').endsWith('#starred')) link.toggleAttribute('aria-current', starred);
      }
    };
    if (search) {
      search.addEventListener('input', show);
      search.addEventListener('keydown', event => {
        if (event.key === 'Enter' && search.dataset.page) location.href = search.dataset.page + '#q=' + encodeURIComponent(search.value);
      });
      one('#keep').addEventListener('click', () => {
        const known = new Set(rows.map(({ id }) => id));
        stars = readStars();
        for (const id of idsInAddress()) if (known.has(id)) stars.add(id);
        saveStars();
      });
      one('#share').addEventListener('click', event => {
        if (!navigator.share) return;
        event.preventDefault();
        navigator.share({ title: document.title, url: event.target.href }).catch(() => {});
      });
      if (anchor().startsWith('q=')) search.value = anchor().slice(2);
    }
    addEventListener('hashchange', () => { show(); toNow(); });

    // The reader's time zone.

    const own = one('#own');
    const zone = body.dataset.zone;
    const times = all('time').map(time => {
      const text = time.querySelector('bdi') ?? time;
      return { time, text, label: text.textContent };
    });
    const clockIn = timeZone => new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    const dayIn = (at, timeZone) => Date.parse(new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at)) / 86400000;
    const clock = clockIn();
    const long = new Intl.DateTimeFormat(root.lang, { dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23', numberingSystem: 'latn' });
    const ownTime = ({ time, label }) => {
      const [from, until] = [begins(time), ends(time)];
      if (time.className === 'when') return from < until ? long.formatRange(from, until) : long.format(from);
      const instants = [from, until];
      const days = dayIn(from) - dayIn(from, zone);
      return label.replace(/\d\d:\d\d/g, () => clock.format(instants.shift())) + (days ? (days < 0 ? ' −' : ' +') + Math.abs(days) : '');
    };
    const showZone = () => {
      const isOwn = stored('nadwa-zone') === 'own';
      root.classList.toggle('own', isOwn);
      own.setAttribute('aria-pressed', isOwn);
      for (const entry of times) entry.text.textContent = isOwn ? ownTime(entry) : entry.label;
    };
    const isElsewhere = () => {
      const at = times.length ? begins(times[0].time) : NaN;
      // The browser may not know the zone.
      try { return clock.format(at) !== clockIn(zone).format(at); } catch { return false; }
    };
    if (own && isElsewhere()) {
      own.parentElement.hidden = false;
      own.append(': ' + clock.resolvedOptions().timeZone);
      own.addEventListener('click', () => {
        store('nadwa-zone', stored('nadwa-zone') === 'own' ? 'event' : 'own');
        showZone();
      });
      showZone();
    }

    // The copy for when there is no network. The worker sends it, and says from when it is.

    if (body.dataset.copy !== undefined) {
      const from = Date.parse(body.dataset.copy);
      const at = new Intl.DateTimeFormat(root.lang, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', numberingSystem: 'latn' });
      one('.offline').hidden = false;
      if (from) one('.offline bdi').textContent = at.format(from);
    }
    const toKeep = () => [location.href, ...all('link[rel=stylesheet], .days a[data-from], nav.pages a[href$="#starred"]').map(link => link.href), ...all('script[src]').map(script => script.src)];
    // Browsers have workers only where a site is served by https.
    navigator.serviceWorker?.register(worker).then(() => navigator.serviceWorker.ready)
      .then(({ active }) => { if (!navigator.connection?.saveData) active.postMessage(toKeep()); }).catch(() => {});

    one('.days [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
    showStars();
    show();
    toNow();
  });
})();
