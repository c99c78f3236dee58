-- How many records were deleted in each minute because their counterparts were.
alter table volume add column deletes bigint not null default 0;
