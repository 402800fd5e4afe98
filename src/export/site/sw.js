// The worker of a site of nadwa. It keeps a copy of the pages that this browser has seen, of the days and of all sessions. The
// network comes first: a copy is shown when there is none, or none for five seconds, and the page then says from when it is.
'use strict';

const COPIES = 'nadwa ' + registration.scope;
const KINDS = ['document', 'style', 'script', 'image'];
const TIMEOUT = 5000;
// A copy of a page that is not on the screen is renewed after an hour.
const FRESH = 3600000;

const withoutQuery = address => address.replace(/[?#].*/, '');
const copyOf = async address => (await caches.open(COPIES)).match(address);

// A page that has been removed must not come back. What a network sends in place of a page (a redirection to its own) is not kept.
const keep = async (address, response) => {
  const copies = await caches.open(COPIES);
  if (response.status === 404 || response.status === 410) await copies.delete(address);
  const isPart = /^(text\/(html|css|javascript)|application\/javascript|image\/)/.test(response.headers.get('content-type') ?? '');
  if (response.status === 200 && response.type === 'basic' && !response.redirected && isPart) await copies.put(address, response);
};

const marked = async copy => {
  if (!copy.headers.get('content-type').startsWith('text/html')) return copy;
  const headers = new Headers(copy.headers);
  for (const name of ['content-encoding', 'content-length']) headers.delete(name);
  const date = (headers.get('date') ?? '').replace(/[^\w ,:+-]/g, '');
  const text = (await copy.text()).replace('<body ', '<body data-copy="' + date + '" ');
  return new Response(text, { headers });
};

const answer = async (address, fromNetwork) => {
  const late = new Promise(resolve => { setTimeout(resolve, TIMEOUT); });
  const response = await Promise.race([fromNetwork.catch(() => undefined), late]);
  if (response && response.status < 500) return response;
  const copy = await copyOf(address).catch(() => undefined);
  return copy ? marked(copy) : fromNetwork;
};

addEventListener('install', () => { skipWaiting(); });
addEventListener('activate', event => { event.waitUntil(clients.claim()); });

addEventListener('fetch', event => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(registration.scope) || !KINDS.includes(request.destination)) return;
  const address = withoutQuery(request.url);
  // Not from the browser's own cache, whose age nobody would see.
  const fromNetwork = fetch(request, { cache: 'no-cache' }).then(response => {
    event.waitUntil(keep(address, response.clone()).catch(() => {}));
    return response;
  });
  event.waitUntil(fromNetwork.catch(() => {}));
  event.respondWith(answer(address, fromNetwork));
});

addEventListener('message', event => {
  const renew = async address => {
    const copy = await copyOf(address);
    if (copy && Date.now() - Date.parse(copy.headers.get('date')) < FRESH) return;
    await keep(address, await fetch(address, { cache: 'no-cache' }));
  };
  const own = event.data.map(withoutQuery).filter(address => address.startsWith(registration.scope));
  event.waitUntil(Promise.allSettled([...new Set(own)].map(renew)));
});
