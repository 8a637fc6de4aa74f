create table stock (
  article uuid primary key,
  available integer not null check (available >= 0)
);

-- Goods that are kept for an order. Without an article: released before it was made, so that it is not made any more.
create table reservation (
  key text primary key,
  "order" uuid,
  article uuid,
  quantity integer not null default 0,
  -- reserved, released, shipped
  status text not null
);
