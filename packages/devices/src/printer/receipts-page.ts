/** The page of the printer simulator: every receipt as paper, newest first, new ones appear by themselves. */
export const RECEIPTS_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Receipt printer</title>
<style>
  :root { color-scheme: light dark; --page: #e9e7e2; --ink: #2b2a28; --soft: #77736b; --good: #2f7d4f; --bad: #b3372c; }
  @media (prefers-color-scheme: dark) { :root { --page: #1d1c1a; --ink: #eceae6; --soft: #9b968c; --good: #6cc08d; --bad: #ee8177; } }
  body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
  header { display: flex; gap: 16px; align-items: baseline; padding: 20px 28px; position: sticky; top: 0;
    background: var(--page); z-index: 1; }
  h1 { font-size: 18px; margin: 0; font-weight: 600; }
  #state { color: var(--good); } #state.bad { color: var(--bad); }
  #count { color: var(--soft); margin-left: auto; font-variant-numeric: tabular-nums; }
  main { display: flex; flex-wrap: wrap; gap: 36px; align-items: flex-start; padding: 12px 28px 60px; }
  figure { margin: 0; }
  figcaption { color: var(--soft); font-size: 13px; margin-bottom: 8px; font-variant-numeric: tabular-nums; }
  img { display: block; width: 320px; height: auto; padding-bottom: 8px; background: #fdfdfa;
    filter: drop-shadow(0 1px 1px rgb(0 0 0 / .12)) drop-shadow(0 10px 18px rgb(0 0 0 / .16));
    mask: conic-gradient(from -45deg at bottom, #0000, #000 1deg 89deg, #0000 90deg) 50% / 10px 100%; }
  img.narrow { width: 232px; }
  .empty { color: var(--soft); padding: 40px 0; }
</style>
</head>
<body>
<header><h1>Receipt printer</h1><span id="state"></span><span id="count"></span></header>
<main id="receipts"><p class="empty">Nothing printed yet.</p></main>
<script>
  let shown = '';
  const two = (n) => String(n).padStart(2, '0');
  async function refresh() {
    try {
      const { mode, receipts } = await (await fetch('/state')).json();
      const state = document.getElementById('state');
      state.textContent = mode; state.className = mode === 'ok' ? '' : 'bad';
      document.getElementById('count').textContent = receipts.length;
      const key = receipts.map((r) => r.id).join();
      if (key !== shown && receipts.length > 0) {
        shown = key;
        document.getElementById('receipts').replaceChildren(...receipts.toReversed().slice(0, 60).map((r) => {
          const figure = document.createElement('figure');
          const caption = document.createElement('figcaption');
          const at = new Date(r.printedAtMs);
          caption.textContent = '#' + Number(r.id) + '  ' + two(at.getHours()) + ':' + two(at.getMinutes()) + ':' +
            two(at.getSeconds()) + (r.cut ? '' : '  not cut');
          const image = new Image();
          image.src = '/receipts/' + r.png; image.alt = r.text; image.loading = 'lazy';
          if (r.paperMm === 58) image.className = 'narrow';
          figure.append(caption, image);
          return figure;
        }));
      }
    } catch { document.getElementById('state').textContent = '...'; }
    setTimeout(refresh, 1500);
  }
  refresh();
</script>
</body>
</html>
`;
