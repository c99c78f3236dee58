package io.leadloop.sandbox.salesforce.soap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.salesforce.org.Access;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.org.ConversionRequest;
import io.leadloop.sandbox.salesforce.org.FieldDefinition;
import io.leadloop.sandbox.salesforce.org.MergeOutcome;
import io.leadloop.sandbox.salesforce.org.ObjectDefinition;
import io.leadloop.sandbox.salesforce.org.SalesforceOrg;
import io.leadloop.sandbox.salesforce.org.SaveOutcome;
import io.leadloop.sandbox.salesforce.org.TypedText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** What the SOAP API does with records; each in a transaction of its own. Thread-safe. */
final class SoapRecords {
  private static final List<String> CONVERTED =
      List.of("ConvertedAccountId", "ConvertedContactId", "ConvertedOpportunityId");

  private final SalesforceOrg org;

  SoapRecords(SalesforceOrg org) {
    this.org = org;
  }

  XmlText convert(String userId, Element given) {
    String leadId = Envelope.text(given, "leadId");
    ConversionRequest request =
        new ConversionRequest(
            leadId == null ? "" : leadId,
            !"true".equals(Envelope.text(given, "doNotCreateOpportunity")),
            Envelope.text(given, "accountId"),
            Envelope.text(given, "contactId"),
            Envelope.text(given, "convertedStatus"),
            Envelope.text(given, "opportunityName"),
            Envelope.text(given, "ownerId"));
    return org.call(
        userId,
        access -> {
          SaveOutcome outcome = access.convert(request);
          if (!outcome.success()) {
            access.rollBack();
          }
          ObjectDefinition leads = access.schema().object("Lead");
          ObjectNode lead =
              outcome.success() && leads != null
                  ? access.record(leads, request.leadId(), CONVERTED, "v65.0")
                  : null;
          return new XmlText()
              .put("accountId", id(lead, "ConvertedAccountId"))
              .put("contactId", id(lead, "ConvertedContactId"))
              .put("leadId", outcome.success() ? outcome.id() : leadId)
              .put("opportunityId", id(lead, "ConvertedOpportunityId"))
              .putErrors(outcome.errors());
        });
  }

  private static @Nullable String id(@Nullable ObjectNode lead, String field) {
    JsonNode id = lead == null ? null : lead.get(field);
    return id == null || id.isNull() ? null : id.asText();
  }

  XmlText merge(String userId, Element given) {
    Element master = Envelope.child(given, "masterRecord");
    String type = master == null ? null : Envelope.text(master, "type");
    String id = master == null ? null : Envelope.text(master, "Id");
    ObjectDefinition object = type == null ? null : org.schema().object(type);
    if (master == null || object == null || id == null) {
      throw SoapFault.of("INVALID_TYPE", "sObject type '%s' is not supported.".formatted(type));
    }
    List<String> losers =
        Envelope.children(given, "recordToMergeIds").stream().map(Element::getTextContent).toList();
    return org.call(
        userId,
        access -> {
          MergeOutcome outcome =
              access.merge(id, access.changes(object, record(access, object, master)), losers);
          if (!outcome.master().success()) {
            access.rollBack();
          }
          return new XmlText()
              .put("id", outcome.master().id())
              .putAll("mergedRecordIds", outcome.mergedIds())
              .putAll("updatedRelatedIds", outcome.movedIds())
              .putErrors(outcome.master().errors());
        });
  }

  private static ObjectNode record(Access access, ObjectDefinition object, Element master) {
    ObjectNode record = Json.object();
    for (Element child : Envelope.children(master)) {
      String name = child.getLocalName();
      if (name.equals("fieldsToNull")) {
        record.set(child.getTextContent(), NullNode.getInstance());
      } else if (!name.equals("type") && !name.equals("Id")) {
        FieldDefinition field = access.field(object, name);
        if (field == null) {
          throw ApiError.noColumn(name, object);
        }
        record.set(field.name(), TypedText.json(field, child.getTextContent()));
      }
    }
    return record;
  }

  XmlText undelete(String userId, String id) {
    SaveOutcome outcome = org.call(userId, access -> access.undelete(id));
    return new XmlText().put("id", outcome.id()).putErrors(outcome.errors());
  }
}
