package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.Request;
import java.util.List;
import java.util.regex.Pattern;

/** Which scope a call needs, any one of several where the vendor names several. */
final class Scopes {
  private static final List<String> CONTACT_READ = List.of("crm.objects.contacts.read");
  private static final List<String> CONTACT_WRITE = List.of("crm.objects.contacts.write");
  private static final List<String> SCHEMA_READ =
      List.of("crm.schemas.contacts.read", "crm.objects.contacts.read");
  private static final List<String> SCHEMA_WRITE = List.of("crm.schemas.contacts.write");
  private static final List<String> OWNERS = List.of("crm.objects.owners.read");
  private static final List<String> LISTS_READ = List.of("crm.lists.read");
  private static final List<String> LISTS_WRITE = List.of("crm.lists.write");
  private static final List<String> FORMS = List.of("forms");
  private static final List<String> PREFERENCES_READ =
      List.of("communication_preferences.read", "communication_preferences.read_write");
  private static final List<String> PREFERENCES_WRITE =
      List.of("communication_preferences.write", "communication_preferences.read_write");

  private static final List<Area> AREAS =
      List.of(
          new Area("/crm/(objects/[^/]+|v\\d/objects)/.*", CONTACT_READ, CONTACT_WRITE),
          new Area("/crm/(v\\d/associations|associations/[^/]+)/.*", CONTACT_READ, CONTACT_WRITE),
          new Area("/crm/(v\\d/properties|properties/[^/]+)/.*", SCHEMA_READ, SCHEMA_WRITE),
          new Area("/crm/(v\\d/owners|owners/[^/]+)(/.*)?", OWNERS, OWNERS),
          new Area("/crm/(v\\d/lists|lists/[^/]+)(/.*)?", LISTS_READ, LISTS_WRITE),
          new Area("/(marketing/v3/forms|form-integrations/|submissions/).*", FORMS, FORMS),
          new Area("/communication-preferences/.*", PREFERENCES_READ, PREFERENCES_WRITE));

  private static final Pattern READS =
      Pattern.compile(".*/(search|batch/(unsubscribe-all/)?read)/?");

  private Scopes() {}

  private record Area(Pattern paths, List<String> read, List<String> write) {
    Area(String paths, List<String> read, List<String> write) {
      this(Pattern.compile(paths), read, write);
    }
  }

  /** The scopes of which the call needs one; empty when it needs none. */
  static List<String> anyOf(Request request) {
    boolean reads = request.method().equals("GET") || READS.matcher(request.path()).matches();
    for (Area area : AREAS) {
      if (area.paths().matcher(request.path()).matches()) {
        return reads ? area.read() : area.write();
      }
    }
    return List.of();
  }

  /** Every scope that a modelled path can need, and the one that all apps have. */
  static List<String> all() {
    return List.of(
        "oauth",
        "crm.objects.contacts.read",
        "crm.objects.contacts.write",
        "crm.schemas.contacts.read",
        "crm.schemas.contacts.write",
        "crm.objects.owners.read",
        "crm.lists.read",
        "crm.lists.write",
        "forms",
        "communication_preferences.read",
        "communication_preferences.write",
        "communication_preferences.read_write");
  }
}
