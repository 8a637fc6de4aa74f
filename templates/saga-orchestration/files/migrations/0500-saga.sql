create table saga (
  id uuid primary key,
  kind text not null,
  -- running, compensating; completed, compensated; stuck: a compensation failed too often, somebody has to look.
  status text not null default 'running',
  step integer not null default 0,
  state jsonb not null,
  headers jsonb not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  -- Goes up when it is taken: whoever took it before has no say any more.
  version integer not null default 0,
  reason text,
  history jsonb not null default '[]',
  started_at timestamptz not null default now()
);

create index saga_open on saga (next_attempt_at) where status in ('running', 'compensating');
