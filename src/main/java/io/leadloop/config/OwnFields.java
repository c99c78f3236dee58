package io.leadloop.config;

import io.leadloop.config.Findings.Rest;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.Place;
import io.leadloop.sync.Drift;
import io.leadloop.sync.Mark;
import io.leadloop.sync.OnDelete;
import io.leadloop.sync.Schema;
import java.util.List;

/**
 * Whether the fields that are this program's own are there: the key, the token, and the marks of
 * deleted records.
 */
final class OwnFields {
  /** The longest token: store id, padded epoch, padded sequence. */
  private static final int TOKEN_LENGTH = 80;

  private static final List<String> SALESFORCE_OBJECTS = List.of(RecordKey.LEAD, RecordKey.CONTACT);

  private final Config config;
  private final Findings findings;

  OwnFields(Config config, Findings findings) {
    this.config = config;
    this.findings = findings;
  }

  void check() {
    HubSpotSection hubspot = config.settings().hubspot();
    key(Side.HUBSPOT, RecordKey.HUBSPOT_CONTACTS, hubspot.keyProperty(), "key_property");
    token(Side.HUBSPOT, RecordKey.HUBSPOT_CONTACTS, hubspot.tokenProperty(), "token_property");
    SalesforceSection salesforce = config.settings().salesforce();
    for (String object : SALESFORCE_OBJECTS) {
      key(Side.SALESFORCE, object, salesforce.keyField(), "key_field");
      token(Side.SALESFORCE, object, salesforce.tokenField(), "token_field");
    }
    marks();
  }

  private void key(Side side, String object, String name, String option) {
    Place place = config.settingsPlace();
    Rest rest = stop(side, option);
    findings
        .exists(side, object, name, place, List.of(rest))
        .ifPresent(
            field -> {
              writable(side, object, field, option, rest);
              if (!field.unique()) {
                error(
                    rest,
                    side,
                    object,
                    name,
                    "key-not-unique",
                    "%s (%s of %s) does not ask for unique values.".formatted(name, option, object),
                    side == Side.HUBSPOT
                        ? "HubSpot sets that at the creation of a property only: create another"
                            + " one with unique values."
                        : "Make it an External ID with unique values: it is what keeps a create"
                            + " that is sent twice from making two records.");
              }
            });
  }

  private void token(Side side, String object, String name, String option) {
    Rest rest = stop(side, option);
    findings
        .exists(side, object, name, config.settingsPlace(), List.of(rest))
        .ifPresent(
            field -> {
              writable(side, object, field, option, rest);
              if (field.lengthMax() > 0 && field.lengthMax() < TOKEN_LENGTH) {
                error(
                    rest,
                    side,
                    object,
                    name,
                    "token-too-short",
                    "%s (%s of %s) holds %d characters; a token takes up to %d."
                        .formatted(name, option, object, field.lengthMax(), TOKEN_LENGTH),
                    "Make the field longer.");
              }
              if (side == Side.SALESFORCE && !field.externalId()) {
                findings.add(
                    Problem.warning(
                        config.settingsPlace(),
                        "token-not-indexed",
                        "%s (%s of %s) is no External ID, so Salesforce keeps no index of it: among many records it may give up the search for the greatest token that each start makes, and nothing is written until that has an answer."
                            .formatted(name, option, object),
                        "Make it an External ID; its values need not be unique."));
              }
            });
  }

  private static Rest stop(Side side, String option) {
    return new Rest(Drift.Kind.SIDE_STOPPED, side.word() + "." + option);
  }

  /** A link whose record was deleted could not come to rest without them. */
  private void marks() {
    config
        .settings()
        .onDelete()
        .forEach(
            (object, word) -> {
              // One that is not deleted after all is marked too.
              if (word == OnDelete.UNLINK) {
                return;
              }
              if (object.equals(RecordKey.HUBSPOT_CONTACTS)) {
                for (String marked : SALESFORCE_OBJECTS) {
                  mark(Side.SALESFORCE, marked, Mark.IN_SALESFORCE, object);
                }
              } else {
                mark(Side.HUBSPOT, RecordKey.HUBSPOT_CONTACTS, Mark.IN_HUBSPOT, object);
              }
            });
  }

  private void mark(Side side, String object, String name, String deleted) {
    String option = "deletes." + deleted;
    Rest rest = new Rest(Drift.Kind.MARK_MISSING, option);
    findings
        .exists(side, object, name, config.settingsPlace(), List.of(rest))
        .ifPresent(field -> writable(side, object, field, option, rest));
  }

  private void writable(Side side, String object, Schema.Field field, String option, Rest rest) {
    if (!field.creatable() || !field.updatable()) {
      error(
          rest,
          side,
          object,
          field.name(),
          "not-writable",
          "Our user may not write %s's %s (%s of %s)."
              .formatted(side.label(), field.name(), option, object),
          "Give the user edit access to it.");
    }
  }

  private void error(
      Rest rest, Side side, String object, String field, String code, String message, String hint) {
    Problem problem = Problem.error(config.settingsPlace(), code, message, hint);
    findings.add(problem);
    findings.rests(rest, side, object, field, false, problem);
  }
}
