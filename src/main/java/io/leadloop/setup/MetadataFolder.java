package io.leadloop.setup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that a configuration needs, as files that administrators deploy: Salesforce's metadata in the
 * form of the Metadata API, and the body of HubSpot's batch create. Made without asking either
 * account.
 */
public final class MetadataFolder {
  /** Fields that are always there for everybody: Salesforce refuses permissions on them. */
  private static final Set<String> ALWAYS =
      Set.of(
          "Lead.LastName",
          "Lead.FirstName",
          "Lead.Name",
          "Lead.Company",
          "Lead.Status",
          "Lead.Salutation",
          "Lead.OwnerId",
          "Lead.IsConverted",
          "Contact.LastName",
          "Contact.FirstName",
          "Contact.Name",
          "Contact.Salutation",
          "Contact.OwnerId");

  private static final Set<String> ADDRESS =
      Set.of("Street", "City", "State", "PostalCode", "Country", "StateCode", "CountryCode");

  private final Needs needs;
  private final String apiVersion;

  /**
   * @param apiVersion of the files: {@code 65.0}
   */
  public MetadataFolder(Needs needs, String apiVersion) {
    this.needs = needs;
    this.apiVersion = apiVersion;
  }

  /** The text of each file by its path below the folder. */
  public Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("salesforce/package.xml", packageXml());
    for (String object : SalesforceNeeds.OBJECTS) {
      if (needs.fields().stream().anyMatch(need -> need.object().equals(object))) {
        files.put("salesforce/objects/" + object + ".object", objectXml(object));
      }
    }
    files.put("salesforce/permissionsets/" + Needs.LABEL + ".permissionset", permissionSetXml());
    files.put("hubspot/property-group.json", groupJson());
    files.put("hubspot/properties.json", propertiesJson());
    return files;
  }

  /**
   * Writes the files; those of the same names are replaced.
   *
   * @throws IOException when one cannot be written
   */
  public List<Path> write(Path folder) throws IOException {
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, String> file : files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Path parent = path.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
      written.add(path);
    }
    return written;
  }

  private String packageXml() {
    Xml xml = new Xml("Package");
    xml.open("types");
    needs.fields().forEach(need -> xml.line("members", need.fullName()));
    xml.line("name", "CustomField").close("types");
    xml.open("types").line("members", Needs.LABEL).line("name", "PermissionSet").close("types");
    return xml.line("version", apiVersion).end();
  }

  private String objectXml(String object) {
    Xml xml = new Xml("CustomObject");
    for (FieldNeed need : needs.fields()) {
      if (need.object().equals(object)) {
        field(xml, need);
      }
    }
    return xml.end();
  }

  private static void field(Xml xml, FieldNeed need) {
    xml.open("fields").line("fullName", need.name());
    if (need.key()) {
      xml.line("caseSensitive", "false");
    }
    if (need.externalId()) {
      xml.line("externalId", "true");
    }
    xml.line("label", need.label());
    if (need.length() > 0) {
      xml.line("length", String.valueOf(need.length()));
    }
    xml.line("required", "false").line("type", need.kind().word());
    if (need.key()) {
      xml.line("unique", "true");
    }
    if (!need.values().isEmpty()) {
      xml.open("valueSet").line("restricted", "true").open("valueSetDefinition");
      xml.line("sorted", "false");
      for (String word : need.values()) {
        xml.open("value").line("fullName", word).line("default", "false").line("label", word);
        xml.close("value");
      }
      xml.close("valueSetDefinition").close("valueSet");
    }
    xml.close("fields");
  }

  private String permissionSetXml() {
    Xml xml = new Xml("PermissionSet");
    xml.line("description", "What Leadloop's integration user reads and writes.");
    for (Access access : secured(needs.access())) {
      xml.open("fieldPermissions")
          .line("editable", String.valueOf(access.edit()))
          .line("field", access.fullName())
          .line("readable", "true")
          .close("fieldPermissions");
    }
    xml.line("hasActivationRequired", "false").line("label", Needs.LABEL);
    for (String object : SalesforceNeeds.OBJECTS) {
      xml.open("objectPermissions")
          .line("allowCreate", "true")
          .line("allowDelete", String.valueOf(needs.deletes()))
          .line("allowEdit", "true")
          .line("allowRead", "true")
          .line("modifyAllRecords", "false")
          .line("object", object)
          .line("viewAllRecords", "true")
          .close("objectPermissions");
    }
    xml.open("userPermissions").line("enabled", "true").line("name", "ApiEnabled");
    xml.close("userPermissions");
    if (needs.tasks()) {
      xml.open("userPermissions").line("enabled", "true").line("name", "EditTask");
      xml.close("userPermissions");
    }
    return xml.end();
  }

  /** As a permission set names them: an address as a whole, and nothing that is always there. */
  static List<Access> secured(List<Access> all) {
    Map<String, Access> secured = new LinkedHashMap<>();
    for (Access access : all) {
      if (!ALWAYS.contains(access.fullName())) {
        Access whole = new Access(access.object(), securedBy(access), access.edit());
        secured.merge(
            whole.fullName(),
            whole,
            (one, other) -> new Access(one.object(), one.field(), one.edit() || other.edit()));
      }
    }
    return List.copyOf(secured.values());
  }

  private static String securedBy(Access access) {
    if (access.object().equals("Lead")) {
      return ADDRESS.contains(access.field()) ? "Address" : access.field();
    }
    for (String kind : List.of("Mailing", "Other")) {
      if (access.field().startsWith(kind)
          && ADDRESS.contains(access.field().substring(kind.length()))) {
        return kind + "Address";
      }
    }
    return access.field();
  }

  private static String groupJson() {
    return JsonNodeFactory.instance
            .objectNode()
            .put("name", Needs.GROUP)
            .put("label", Needs.LABEL)
            .put("displayOrder", -1)
            .toPrettyString()
        + "\n";
  }

  private String propertiesJson() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode inputs = body.putArray("inputs");
    creatable().forEach(need -> inputs.add(HubSpotAdmin.json(need)));
    return body.toPrettyString() + "\n";
  }

  /** The properties that no account has by itself, as far as that is known without asking one. */
  List<PropertyNeed> creatable() {
    return needs.properties().stream()
        .filter(need -> need.ours() || !StandardProperties.NAMES.contains(need.name()))
        .filter(need -> !need.name().startsWith("hs_") && !need.name().startsWith("hubspot_"))
        .filter(need -> !need.type().equals("enumeration") || !need.options().isEmpty())
        .collect(Collectors.toList());
  }
}
