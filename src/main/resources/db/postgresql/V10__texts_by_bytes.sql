-- These texts came without their collation: in a database of another language than C they sorted by its rules, and a
-- move of a store reads by the order of its keys.
alter table former_lead
  alter column connection type text collate "C",
  alter column lead type text collate "C",
  alter column contact type text collate "C",
  alter column raised_at type text collate "C",
  alter column opted_out type text collate "C",
  alter column owed type text collate "C";
alter table field_names
  alter column connection type text collate "C",
  alter column names type text collate "C";
alter table item alter column kind type text collate "C";
alter table link
  alter column gone_side type text collate "C",
  alter column account_id type text collate "C",
  alter column opportunity_id type text collate "C";
