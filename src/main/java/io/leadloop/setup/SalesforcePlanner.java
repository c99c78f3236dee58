package io.leadloop.setup;

import io.leadloop.setup.SalesforceFound.Granted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is to be done in Salesforce. */
final class SalesforcePlanner {
  private static final String ADMIN =
      "Somebody with Customize Application, in Setup > Object Manager: ";

  private final Needs needs;
  private final SalesforceFound found;
  private final List<Step> steps;
  private final List<Told> told;

  SalesforcePlanner(Needs needs, SalesforceFound found, List<Step> steps, List<Told> told) {
    this.needs = needs;
    this.found = found;
    this.steps = steps;
    this.told = told;
  }

  void plan() {
    Set<String> made = fields();
    if (found.permissionSetId().isEmpty()) {
      steps.add(new Step.CreatePermissionSet());
    }
    for (String object : SalesforceNeeds.OBJECTS) {
      Granted granted = found.objects().get(object);
      if (granted == null || !granted.whole()) {
        steps.add(
            new Step.GrantObject(object, granted == null ? "" : granted.id(), needs.deletes()));
      }
    }
    grants(made);
    found
        .user()
        .ifPresentOrElse(
            user -> {
              if (!found.assigned()) {
                steps.add(new Step.Assign(user.id(), user.name()));
              }
            },
            this::nobodyToAssignTo);
  }

  private void nobodyToAssignTo() {
    if (found.userName().isEmpty()) {
      tell(
          "It cannot be told who the integration user is: the daemon's own client credentials are"
              + " not set or do not log in.",
          "Set them as config/leadloop.yaml says and run setup again; or assign the permission set "
              + Needs.LABEL
              + " to that user by hand.");
    } else {
      tell(
          "There is no user %s, as whom the daemon logs in.".formatted(found.userName()),
          "Correct salesforce.user_name in config/leadloop.yaml; or somebody who manages users:"
              + " create that user. Then run setup again.");
    }
  }

  /** The names of the fields that will be made. */
  private Set<String> fields() {
    Set<String> made = new TreeSet<>();
    for (FieldNeed need : needs.fields()) {
      SalesforceFound.Field there = found.fields().get(need.fullName());
      if (there == null) {
        steps.add(new Step.CreateField(need));
        made.add(need.fullName());
      } else {
        fits(need, there);
      }
    }
    return made;
  }

  private void fits(FieldNeed need, SalesforceFound.Field there) {
    if (need.kind() == FieldNeed.Kind.PICKLIST) {
      return;
    }
    String name = need.fullName();
    if (!takes(need, there.type())) {
      tell(
          "%s is of the type %s and has to be %s.".formatted(name, there.type(), need.text()),
          ADMIN
              + "rename or delete it, then run setup again; or name another field in the"
              + " configuration.");
      return;
    }
    if (need.kind() == FieldNeed.Kind.TEXT
        && there.length() > 0
        && there.length() < need.length()) {
      tell(
          "%s holds %d characters and needs %d.".formatted(name, there.length(), need.length()),
          ADMIN + "make it longer.");
    }
    if (need.key() && !(there.unique() && there.externalId())) {
      tell(
          "%s is no External ID with unique values; it is what keeps a create that is sent twice"
                  .formatted(name)
              + " from making two records.",
          ADMIN + "edit it, tick External ID and Unique (not case sensitive).");
    } else if (need.externalId() && !there.externalId()) {
      tell(
          "%s is no External ID, so Salesforce keeps no index of it; with many records it may give"
                  .formatted(name)
              + " up looking for the last token, and then nothing is written.",
          ADMIN + "edit it, tick External ID.");
    }
  }

  private static boolean takes(FieldNeed need, String type) {
    if (need.externalId()) {
      return type.equals("Text");
    }
    return switch (need.kind()) {
      case TEXT -> Set.of("Text", "TextArea", "LongTextArea", "Picklist").contains(type);
      case DATE -> Set.of("Date", "DateTime", "Text").contains(type);
      case DATETIME -> type.equals("DateTime");
      case PICKLIST -> true;
    };
  }

  private void grants(Set<String> made) {
    Map<String, Access> wanted = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (Access access : needs.access()) {
      SalesforceFound.Field there = found.fields().get(access.fullName());
      if (made.contains(access.fullName()) || (there == null && !access.isCustom())) {
        // A standard field that the administrator does not see either is there all the same.
        add(wanted, access);
      } else if (there == null) {
        missing.add(access.fullName());
      } else if (there.permissionable()) {
        add(wanted, new Access(access.object(), there.securedBy(), access.edit()));
      }
    }
    for (Access access : wanted.values()) {
      Granted granted = found.grants().get(access.fullName());
      if (granted == null || (access.edit() && !granted.whole())) {
        steps.add(new Step.GrantField(access, granted == null ? "" : granted.id()));
      }
    }
    missing.forEach(this::missing);
    Set<String> more = new TreeSet<>(found.grants().keySet());
    more.removeAll(wanted.keySet());
    if (!more.isEmpty()) {
      tell(
          "The permission set %s also grants %s, which this configuration does not use."
              .formatted(Needs.LABEL, String.join(", ", more)),
          "Somebody who manages permission sets: take it away, or leave it.");
    }
  }

  private void missing(String name) {
    tell(
        "There is no field %s, and its name is not ours to create.".formatted(name),
        ADMIN
            + "create it; or correct or delete its line in config/mappings/leads.yaml (a field that"
            + " only a Lead has: contact: none). Then run setup again.");
  }

  private static void add(Map<String, Access> wanted, Access access) {
    wanted.merge(
        access.fullName(),
        access,
        (one, other) -> new Access(one.object(), one.field(), one.edit() || other.edit()));
  }

  private void tell(String text, String nextStep) {
    told.add(SetupPlanner.salesforce(text, nextStep));
  }
}
