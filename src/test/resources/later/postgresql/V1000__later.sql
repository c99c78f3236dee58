-- What a later version might add; for the tests of upgrades alone.
alter table link add column nickname text;
