import { useRef, useState } from 'preact/hooks';
import { DetailsView } from './details';
import { PictureView } from './picture';
import { Order, TableView } from './table';
import { useLatest } from './use-latest';
import { Client } from '../worker/client';

/** The picture, the table, and the field that searches both. */
export function Connections({ client }: { readonly client: Client }) {
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState<string>();
  const [selected, setSelected] = useState<number>();
  const opener = useRef<HTMLElement | SVGElement | null>(null);
  const [most, setMost] = useState(100);
  const [order, setOrder] = useState<Order>({ sortedBy: 'source', descending: false });
  const picture = useLatest(client, 'picture', { search, ...(opened !== undefined && { opened }) });
  const table = useLatest(client, 'rows', { search, most, ...order });
  const select = (workload: number | undefined) => {
    if (selected === undefined) opener.current = document.activeElement as HTMLElement | SVGElement;
    setSelected(workload);
    // Whoever closes the details goes on where they were opened.
    if (workload === undefined) opener.current?.focus();
  };
  const isEmpty = picture?.cards.length === 0 && !picture.tooMuch && table?.count === 0;
  return (
    <section aria-labelledby="connections">
      <h2 id="connections">Connections</h2>
      <div class="field search">
        <label for="search">Search</label>
        <input id="search" type="search" value={search} placeholder="a name, a namespace, a port" spellcheck={false} autocomplete="off"
          onInput={(event) => { setSearch(event.currentTarget.value); setMost(100); }} />
        <p aria-live="polite" class="found">{isEmpty ? `Nothing is left: no end and no port has “${search}” in it.` : ''}</p>
      </div>
      <div class={selected === undefined ? 'map' : 'map with-details'}>
        {picture && !isEmpty && <PictureView picture={picture} opened={opened} open={setOpened} selected={selected} select={select} />}
        {selected !== undefined && <DetailsView client={client} workload={selected} select={select} />}
      </div>
      {table && !isEmpty && (
        <TableView client={client} table={table} search={search} order={order} setOrder={setOrder}
          more={() => setMost(most + 200)} select={select} />
      )}
    </section>
  );
}
