package io.leadloop.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.lead.RecordKey;
import io.leadloop.sandbox.SandboxClock;
import io.leadloop.sandbox.salesforce.SalesforceOptions;
import io.leadloop.sandbox.salesforce.SalesforceSandbox;
import io.leadloop.sync.CrmException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What our user may do with whole objects, asked of orgs that grant less. */
class PermissionsTest {
  private final DefaultCamelContext camel = new DefaultCamelContext();
  @TempDir Path folder;
  private SalesforceSandbox sandbox;

  @AfterEach
  void close() {
    camel.stop();
    sandbox.close();
  }

  private SalesforceCrm crm(String lead, String contact) throws IOException {
    return crm(lead, contact, false);
  }

  private SalesforceCrm crm(String lead, String contact, boolean deletes) throws IOException {
    String granted = "objects: { Lead: { granted: %s }, Contact: { granted: %s } }\n";
    sandbox =
        SalesforceSandbox.start(
            SalesforceOptions.usual(new SandboxClock())
                .withPort(0)
                .withLagMillis(0)
                .withExtraObjects(
                    Files.writeString(
                        folder.resolve("granted.yaml"), granted.formatted(lead, contact))));
    SalesforceSettings settings =
        SalesforceSettings.of(
            URI.create(sandbox.baseUrl()),
            () -> SalesforceSandbox.CLIENT_ID,
            () -> SalesforceSandbox.CLIENT_SECRET,
            Set.of("LastName"),
            Set.of("LastName"));
    SalesforceConnection connection =
        SalesforceConnection.open(camel, settings, (side, operation, lane, outcome) -> {});
    camel.start();
    return new SalesforceCrm(connection, settings, false, deletes);
  }

  private static List<String> lacks(SalesforceCrm crm) {
    return crm.standing(Map.of()).lacks().stream().map(CrmException::getMessage).toList();
  }

  @Test
  void whoMayDoEverythingLacksNothing() throws IOException {
    assertThat(lacks(crm("[read, create, edit]", "[read, edit]"))).isEmpty();
  }

  @Test
  void eachMissingPermissionIsNamed() throws IOException {
    assertThat(lacks(crm("[read]", "[read]")))
        .containsExactly(
            "Our user may not create Leads in Salesforce.",
            "Our user may not change Leads in Salesforce.",
            "Our user may not change Contacts in Salesforce.");
  }

  @Test
  void deletingIsAskedForWhereItIsConfigured() throws IOException {
    assertThat(lacks(crm("[read, create, edit, delete]", "[read, edit]", true)))
        .containsExactly("Our user may not delete Contacts (deletes.contacts) in Salesforce.");
  }

  @Test
  void anObjectThatIsHiddenIsAMissingPermission() throws IOException {
    SalesforceCrm crm = crm("[]", "[read, edit]");

    assertThat(lacks(crm)).containsExactly("Our user may not read Leads in Salesforce.");
    assertThatThrownBy(() -> crm.schema(RecordKey.LEAD))
        .isInstanceOfSatisfying(
            CrmException.class,
            refused -> assertThat(refused.kind()).isEqualTo(CrmException.Kind.PERMISSION))
        .hasMessage("Our user may not read Leads in Salesforce.");
  }
}
