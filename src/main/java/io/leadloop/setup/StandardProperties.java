package io.leadloop.setup;

import java.util.Set;

/** Contact properties that every HubSpot account has, of those that a mapping may name. */
final class StandardProperties {
  static final Set<String> NAMES =
      Set.of(
          "address",
          "annualrevenue",
          "city",
          "closedate",
          "company",
          "company_size",
          "country",
          "createdate",
          "date_of_birth",
          "degree",
          "email",
          "fax",
          "field_of_study",
          "first_conversion_date",
          "first_conversion_event_name",
          "firstname",
          "gender",
          "graduation_date",
          "industry",
          "job_function",
          "jobtitle",
          "lastmodifieddate",
          "lastname",
          "lifecyclestage",
          "marital_status",
          "message",
          "military_status",
          "mobilephone",
          "notes_last_contacted",
          "notes_last_updated",
          "num_conversion_events",
          "num_notes",
          "num_unique_conversion_events",
          "numemployees",
          "phone",
          "recent_conversion_date",
          "recent_conversion_event_name",
          "relationship_status",
          "salutation",
          "school",
          "seniority",
          "start_date",
          "state",
          "twitterhandle",
          "website",
          "work_email",
          "zip");

  private StandardProperties() {}
}
