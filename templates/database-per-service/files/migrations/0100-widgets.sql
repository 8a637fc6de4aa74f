create table "widget" (
  id uuid primary key,
  name text not null,
  version integer not null,
  created_at timestamptz not null
);
