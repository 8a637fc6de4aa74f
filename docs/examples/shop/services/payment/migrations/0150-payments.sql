-- What was taken from an account. Without an account: taken back before it was made, so that it is not made any more.
create table payment (
  key text primary key,
  account uuid,
  amount numeric,
  undone_at timestamptz
);
