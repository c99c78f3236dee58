package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.rules.ConversionRule;
import io.leadloop.sandbox.salesforce.rules.ConvertedLeadRule;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts a lead as a person does in the vendor's pages: an account, a contact and perhaps an
 * opportunity come of it, or existing ones are filled where they are blank; the lead is closed and
 * can be read only. Guarded by the org's lock.
 */
final class Conversion {
  private static final int DAYS_TO_CLOSE = 90;

  private static final Map<String, String> TO_ACCOUNT =
      Map.of(
          "Company", "Name",
          "Phone", "Phone",
          "Website", "Website",
          "Industry", "Industry",
          "NumberOfEmployees", "NumberOfEmployees",
          "AnnualRevenue", "AnnualRevenue",
          "City", "BillingCity",
          "State", "BillingState",
          "PostalCode", "BillingPostalCode",
          "Country", "BillingCountry");

  private final OrgData data;
  private final Writer writer;
  private final History history;
  private final Locks locks;

  Conversion(OrgData data, Writer writer, History history, Locks locks) {
    this.data = data;
    this.writer = writer;
    this.history = history;
    this.locks = locks;
  }

  /**
   * Converts.
   *
   * @return the new state of the lead, or why it was not converted
   */
  SaveOutcome convert(Transaction transaction, ConversionRequest request) {
    Row lead = data.table("Lead").find(request.leadId());
    RecordError locked = lead == null ? null : locks.refuse(transaction, lead);
    Values values = lead == null ? null : lead.seenBy(transaction);
    if (lead == null || values == null || OrgData.deleted(lead, values)) {
      return SaveOutcome.refused(
          null, RecordError.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"));
    }
    RecordError closed =
        RecordError.of(
            ConvertedLeadRule.refuse(
                Boolean.TRUE.equals(values.get(lead.object().known("IsConverted")))));
    if (closed != null) {
      return SaveOutcome.refused(lead.id(), closed);
    }
    String status = request.status();
    if (status != null && !converting(status)) {
      return SaveOutcome.refused(
          lead.id(), RecordError.of("INVALID_STATUS", "invalid convertedStatus: " + status));
    }
    return locked == null
        ? convert(transaction, request, lead, values)
        : SaveOutcome.refused(lead.id(), locked);
  }

  private SaveOutcome convert(
      Transaction transaction, ConversionRequest request, Row lead, Values values) {
    ObjectDefinition accounts = data.schema().known("Account");
    SaveOutcome account =
        place(transaction, accounts, request.accountId(), ofLead(lead, values, accounts, request));
    if (account.id() == null || !account.success()) {
      return account;
    }
    ObjectDefinition contacts = data.schema().known("Contact");
    Map<FieldDefinition, @Nullable Object> person = ofLead(lead, values, contacts, request);
    person.put(contacts.known("AccountId"), account.id());
    SaveOutcome contact = place(transaction, contacts, request.contactId(), person);
    if (contact.id() == null || !contact.success()) {
      return contact;
    }
    Map<FieldDefinition, @Nullable Object> closing = new LinkedHashMap<>();
    ObjectDefinition leads = lead.object();
    closing.put(leads.known("IsConverted"), true);
    closing.put(
        leads.known("Status"), request.status() == null ? ConversionRule.STATUS : request.status());
    closing.put(
        leads.known("ConvertedDate"), LocalDate.ofInstant(transaction.startedAt(), ZoneOffset.UTC));
    closing.put(leads.known("ConvertedAccountId"), account.id());
    closing.put(leads.known("ConvertedContactId"), contact.id());
    if (request.createOpportunity()) {
      SaveOutcome opportunity =
          opportunity(transaction, request, lead, values, account.id(), contact.id());
      closing.put(leads.known("ConvertedOpportunityId"), opportunity.id());
    }
    moveTasks(transaction, lead.id(), contact.id());
    joinCampaigns(transaction, lead.id(), contact.id());
    writer.modify(transaction, lead, values, closing);
    history.note(transaction, lead, "leadConverted");
    return SaveOutcome.saved(lead.id(), false);
  }

  /** Whether it is a status of converted leads. */
  private boolean converting(String status) {
    Table statuses = data.table("LeadStatus");
    ObjectDefinition of = statuses.object();
    for (Row row : statuses.with(of.known("ApiName"), status, null)) {
      Values values = row.committed();
      if (values != null && Boolean.TRUE.equals(values.get(of.known("IsConverted")))) {
        return true;
      }
    }
    return false;
  }

  private Map<FieldDefinition, @Nullable Object> ofLead(
      Row lead, Values values, ObjectDefinition target, ConversionRequest request) {
    Map<FieldDefinition, @Nullable Object> mapped = new LinkedHashMap<>();
    boolean contact = target.name().equals("Contact");
    for (FieldDefinition field : lead.object().fields()) {
      Object value = values.get(field);
      String name =
          contact
              ? ConversionRule.onContact(field.name(), field.custom())
              : TO_ACCOUNT.get(field.name());
      FieldDefinition onTarget = name == null ? null : target.field(name);
      if (onTarget != null && value != null) {
        mapped.put(onTarget, value);
      }
    }
    if (request.ownerId() != null) {
      mapped.put(target.known("OwnerId"), RecordId.complete(request.ownerId()));
    }
    return mapped;
  }

  /** Inserts, or fills the blank fields of a given record. */
  private SaveOutcome place(
      Transaction transaction,
      ObjectDefinition object,
      @Nullable String existingId,
      Map<FieldDefinition, @Nullable Object> values) {
    if (existingId == null) {
      return writer.insert(transaction, object, values);
    }
    Row row = data.table(object).find(existingId);
    Values before = row == null ? null : row.seenBy(transaction);
    if (row == null || before == null || OrgData.deleted(row, before)) {
      return SaveOutcome.refused(
          null, RecordError.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"));
    }
    RecordError locked = locks.refuse(transaction, row);
    if (locked != null) {
      return SaveOutcome.refused(row.id(), locked);
    }
    Map<FieldDefinition, @Nullable Object> blank = new LinkedHashMap<>();
    values.forEach(
        (field, value) -> {
          if (ConversionRule.fills(before.get(field))) {
            blank.put(field, value);
          }
        });
    writer.modify(transaction, row, before, blank);
    return SaveOutcome.saved(row.id(), false);
  }

  private SaveOutcome opportunity(
      Transaction transaction,
      ConversionRequest request,
      Row lead,
      Values values,
      String accountId,
      String contactId) {
    ObjectDefinition object = data.schema().known("Opportunity");
    Map<FieldDefinition, @Nullable Object> deal = new LinkedHashMap<>();
    String company = String.valueOf(values.get(lead.object().known("Company")));
    FieldDefinition name = object.known("Name");
    String named = request.opportunityName();
    deal.put(
        name,
        named == null
            ? company.substring(0, Math.min(company.length(), name.length() - 1)) + "-"
            : named);
    deal.put(object.known("StageName"), "Prospecting");
    deal.put(
        object.known("CloseDate"),
        LocalDate.ofInstant(transaction.startedAt(), ZoneOffset.UTC).plusDays(DAYS_TO_CLOSE));
    deal.put(object.known("AccountId"), accountId);
    deal.put(object.known("ContactId"), contactId);
    deal.put(object.known("LeadSource"), values.get(lead.object().known("LeadSource")));
    deal.put(
        object.known("OwnerId"),
        request.ownerId() == null
            ? values.get(lead.object().known("OwnerId"))
            : RecordId.complete(request.ownerId()));
    SaveOutcome opportunity = writer.insert(transaction, object, deal);
    if (opportunity.id() != null) {
      ObjectDefinition roles = data.schema().known("OpportunityContactRole");
      Map<FieldDefinition, @Nullable Object> role = new LinkedHashMap<>();
      role.put(roles.known("OpportunityId"), opportunity.id());
      role.put(roles.known("ContactId"), contactId);
      role.put(roles.known("IsPrimary"), true);
      writer.insert(transaction, roles, role);
    }
    return opportunity;
  }

  /** The lead's campaigns become the contact's too. */
  private void joinCampaigns(Transaction transaction, String leadId, String contactId) {
    Table members = data.table("CampaignMember");
    FieldDefinition contact = members.object().known("ContactId");
    for (Row row : members.with(members.object().known("LeadId"), leadId, transaction)) {
      Values values = row.seenBy(transaction);
      if (values != null && locks.refuse(transaction, row) == null) {
        writer.modify(transaction, row, values, Map.of(contact, contactId));
      }
    }
  }

  private void moveTasks(Transaction transaction, String leadId, String contactId) {
    Table tasks = data.table("Task");
    FieldDefinition who = tasks.object().known("WhoId");
    Index index = tasks.index(who);
    for (Row task : index == null ? List.<Row>of() : List.copyOf(index.equal(leadId))) {
      Values values = task.seenBy(transaction);
      if (values != null
          && leadId.equals(values.get(who))
          && locks.refuse(transaction, task) == null) {
        Values latest = task.seenBy(transaction);
        writer.modify(transaction, task, latest == null ? values : latest, Map.of(who, contactId));
      }
    }
  }
}
