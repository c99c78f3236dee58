-- What was shown of each side when its version was taken in: Salesforce's times are whole seconds, so one time may stand for
-- two states.
alter table inbox add column hubspot_print text;
alter table inbox add column salesforce_print text;
