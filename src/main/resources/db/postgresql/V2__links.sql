-- A link whose record on one side was deleted rests until that record is restored.
alter table link add column gone_side text;
alter table link add column gone_at bigint;
alter table link add column gone_marked integer not null default 0;

-- How many links came to rest in each minute.
alter table volume add column unlinks bigint not null default 0;

-- What else a conversion made beside the Contact.
alter table link add column account_id text;
alter table link add column opportunity_id text;
