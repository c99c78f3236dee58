package io.leadloop.config;

/** {@code mappings/leads_test.yaml}: tests beside the mapping. */
final class TestsFile {
  private static final Shape TEXT = new Shape.Text();
  private static final Shape VALUES = new Shape.Table(TEXT);

  private static final Shape AGREED =
      new Shape.Table(
          Shape.Either.of(
              TEXT,
              Shape.Section.of(
                  Option.required("hubspot", TEXT, "What HubSpot showed."),
                  Option.required("salesforce", TEXT, "What Salesforce showed."))));

  private static final Shape.Section EXPECT =
      Shape.Section.of(
          Option.optional(
              "written_to_hubspot", VALUES, "All that is written to HubSpot; {} for nothing."),
          Option.optional(
              "written_to_salesforce",
              VALUES,
              "All that is written to Salesforce; {} for nothing."),
          Option.optional(
              "created_in_salesforce",
              VALUES,
              "All values of the Lead that is created; {} when the gate lets the contact not"
                  + " through."),
          Option.optional(
              "created_in_hubspot",
              VALUES,
              "All values of the contact that is created; {} when the gate lets the Lead not"
                  + " through."),
          Option.optional(
              "waits",
              new Shape.Rows(TEXT),
              "The HubSpot names of the fields that wait for a person."));

  private static final Shape.Section TEST =
      Shape.Section.of(
          Option.required("name", TEXT, "What the test shows, as a sentence."),
          Option.optional(
              "agreed",
              AGREED,
              "What was settled before, by HubSpot property: one text for both sides, or one for"
                  + " each."),
          Option.optional("hubspot", VALUES, "What HubSpot shows now, where it moved."),
          Option.optional("salesforce", VALUES, "What Salesforce shows now, where it moved."),
          Option.usual(
              "object",
              Shape.Words.of("Lead", "Contact"),
              "Lead",
              "The kind of the Salesforce record."),
          Option.optional(
              "edited_later",
              Shape.Words.of("hubspot", "salesforce"),
              "Whose edit was the later one, for both_changed: latest."),
          Option.required("expect", EXPECT, "What the loop would write."));

  static final Shape.Section SHAPE =
      Shape.Section.of(Option.required("tests", new Shape.Rows(TEST), "The tests."));

  private TestsFile() {}
}
