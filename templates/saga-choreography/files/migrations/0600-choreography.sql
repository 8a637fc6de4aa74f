-- What this service has done in a saga, once for each step.
create table saga_step (
  saga uuid not null,
  step text not null,
  -- done, refused, undone; barred: the saga had failed before the step was asked for.
  status text not null,
  at timestamptz not null default now(),
  primary key (saga, step)
);

-- The sagas that this service has begun.
create table saga_order (
  id uuid primary key,
  status text not null,
  reason text,
  deadline timestamptz not null
);

create index saga_order_open on saga_order (deadline) where status = 'open';

-- What the steps of this example change: money taken, stock reserved.
create table saga_booking (
  saga uuid not null,
  kind text not null,
  amount numeric not null,
  primary key (saga, kind)
);
