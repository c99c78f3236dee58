package io.leadloop.salesforce;

import io.leadloop.lead.RecordKey;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How one Salesforce org is reached, and what of it is read.
 *
 * @param loginUrl the org's My Domain address: the client-credentials login works nowhere else
 * @param login with which secrets; never logged
 * @param apiVersion as in the URL, without the letter: {@code 65.0}
 * @param keyField the unique External ID field on Lead and Contact that holds HubSpot's record id
 * @param tokenField the text field on both that holds the token of our last write
 * @param leadFields what is read of a Lead besides what this program needs for itself
 * @param contactFields the same of a Contact
 */
public record SalesforceSettings(
    URI loginUrl,
    Login login,
    String apiVersion,
    String keyField,
    String tokenField,
    Set<String> leadFields,
    Set<String> contactFields,
    Assignment assignment,
    Timeouts timeouts,
    BatchSizes batchSizes,
    RetrySettings retry) {

  public SalesforceSettings {
    leadFields = Collections.unmodifiableSet(new LinkedHashSet<>(leadFields));
    contactFields = Collections.unmodifiableSet(new LinkedHashSet<>(contactFields));
  }

  /** The defaults for an org with the field names that the documentation proposes. */
  public static SalesforceSettings of(
      URI loginUrl, Login login, Set<String> leadFields, Set<String> contactFields) {
    return new SalesforceSettings(
        loginUrl,
        login,
        "65.0",
        "Leadloop_Key__c",
        "Leadloop_Token__c",
        leadFields,
        contactFields,
        Assignment.RULES,
        Timeouts.DEFAULT,
        BatchSizes.DEFAULT,
        RetrySettings.DEFAULT);
  }

  /** The same with client credentials. */
  public static SalesforceSettings of(
      URI loginUrl,
      Supplier<String> clientId,
      Supplier<String> clientSecret,
      Set<String> leadFields,
      Set<String> contactFields) {
    return of(
        loginUrl, new Login.ClientCredentials(clientId, clientSecret), leadFields, contactFields);
  }

  /** These settings with another API version: {@code 65.0}. */
  public SalesforceSettings withApiVersion(String version) {
    return new SalesforceSettings(
        loginUrl,
        login,
        version,
        keyField,
        tokenField,
        leadFields,
        contactFields,
        assignment,
        timeouts,
        batchSizes,
        retry);
  }

  /** These settings with other names of our own two fields. */
  public SalesforceSettings withOwnFields(String key, String token) {
    return new SalesforceSettings(
        loginUrl,
        login,
        apiVersion,
        key,
        token,
        leadFields,
        contactFields,
        assignment,
        timeouts,
        batchSizes,
        retry);
  }

  /** These settings with another owner of new leads. */
  public SalesforceSettings withAssignment(Assignment chosen) {
    return new SalesforceSettings(
        loginUrl,
        login,
        apiVersion,
        keyField,
        tokenField,
        leadFields,
        contactFields,
        chosen,
        timeouts,
        batchSizes,
        retry);
  }

  /** These settings with other timeouts. */
  public SalesforceSettings withTimeouts(Timeouts chosen) {
    return new SalesforceSettings(
        loginUrl,
        login,
        apiVersion,
        keyField,
        tokenField,
        leadFields,
        contactFields,
        assignment,
        chosen,
        batchSizes,
        retry);
  }

  /** These settings with other sizes of calls. */
  public SalesforceSettings withBatchSizes(BatchSizes chosen) {
    return new SalesforceSettings(
        loginUrl,
        login,
        apiVersion,
        keyField,
        tokenField,
        leadFields,
        contactFields,
        assignment,
        timeouts,
        chosen,
        retry);
  }

  /** These settings with other ways to meet failure. */
  public SalesforceSettings withRetry(RetrySettings chosen) {
    return new SalesforceSettings(
        loginUrl,
        login,
        apiVersion,
        keyField,
        tokenField,
        leadFields,
        contactFields,
        assignment,
        timeouts,
        batchSizes,
        chosen);
  }

  /** What is read of this kind of record, without the fields that this program needs for itself. */
  Set<String> fields(String object) {
    return object.equals(RecordKey.CONTACT) ? contactFields : leadFields;
  }

  /** A path below the API version: {@code /services/data/v65.0/composite}. */
  String path(String rest) {
    return "/services/data/v" + apiVersion + "/" + rest;
  }

  /** Without the credentials. */
  @Override
  public String toString() {
    return "SalesforceSettings[loginUrl=" + loginUrl + ", apiVersion=" + apiVersion + "]";
  }
}
