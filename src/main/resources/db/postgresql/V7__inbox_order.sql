-- Rows that fall due at one time, as all links do after a changed configuration, are claimed in the order of the index:
-- without the subject in it each claim read and sorted all of them.
drop index inbox_due;
create index inbox_due on inbox (connection, lane, due_at, subject);
