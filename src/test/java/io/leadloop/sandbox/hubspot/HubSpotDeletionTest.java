package io.leadloop.sandbox.hubspot;

import static io.leadloop.sandbox.hubspot.SandboxFixture.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.hubspot.SandboxFixture.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The recycling bin, the way back out of it, and deletion for privacy. */
class HubSpotDeletionTest {
  private final SandboxFixture hubspot = SandboxFixture.plain();

  @AfterEach
  void close() {
    hubspot.close();
  }

  @Test
  void archivedContactComesBackWithItsNotes() {
    String id = hubspot.contact("a@example.com", "city", "Bern");
    hubspot.note(id, "kept");
    hubspot.delete(CONTACTS + "/" + id);
    assertThat(hubspot.get(CONTACTS + "/" + id).status()).isEqualTo(404);
    Answer archived = hubspot.get(CONTACTS + "/" + id + "?archived=true&properties=city");
    assertThat(archived.at("/archived").asBoolean()).isTrue();
    assertThat(archived.at("/archivedAt").asText()).isNotEmpty();
    Answer batch =
        hubspot.post(
            CONTACTS + "/batch/read?archived=true", "{'inputs':[{'id':'%s'}]}".formatted(id));
    assertThat(batch.at("/results/0/archived").asBoolean()).isTrue();
    assertThat(hubspot.post(CONTACTS + "/search", "{}").at("/total").asInt()).isZero();

    assertThat(restore(id).status()).isEqualTo(200);
    Answer back = hubspot.get(CONTACTS + "/" + id + "?properties=city&associations=notes");
    assertThat(back.at("/archived").asBoolean()).isFalse();
    assertThat(back.body().has("archivedAt")).isFalse();
    assertThat(back.at("/properties/city").asText()).isEqualTo("Bern");
    assertThat(back.at("/associations/notes/results")).hasSize(1);
    assertThat(hubspot.post(CONTACTS + "/search", "{}").at("/total").asInt()).isEqualTo(1);
    assertThat(restore(id).status()).isEqualTo(404);
  }

  @Test
  void contactStaysInTheBinWhileAnotherHasItsAddress() {
    String id = hubspot.contact("a@example.com");
    hubspot.delete(CONTACTS + "/" + id);
    String newer = hubspot.contact("a@example.com");
    assertThat(restore(id).at("/message").asText())
        .isEqualTo("Contact already exists. Existing ID: " + newer);
  }

  @Test
  void privacyDeletionLeavesNothingAndOnlyPeopleMayNotBringTheAddressBack() {
    String id = hubspot.contact("a@example.com");
    String note = hubspot.note(id, "stays without the contact");
    Answer purged = hubspot.post(CONTACTS + "/gdpr-delete", "{'objectId':'%s'}".formatted(id));
    assertThat(purged.status()).isEqualTo(204);
    assertThat(purged.text()).isEmpty();
    assertThat(hubspot.get(CONTACTS + "/" + id).status()).isEqualTo(404);
    assertThat(hubspot.get(CONTACTS + "/" + id + "?archived=true").status()).isEqualTo(404);
    assertThat(hubspot.get(CONTACTS + "?archived=true").at("/results")).isEmpty();
    assertThat(hubspot.post(CONTACTS + "/search", "{}").at("/total").asInt()).isZero();
    assertThat(
            hubspot
                .get("/crm/objects/2026-09/notes/" + note + "?associations=contacts")
                .body()
                .has("associations"))
        .isFalse();
    assertThat(restore(id).status()).isEqualTo(404);

    String body = "{\"properties\":{\"email\":\"a@example.com\"}}";
    Answer person = hubspot.send("POST", CONTACTS, body, HubSpotSandbox.PERSON_TOKEN);
    assertThat(person.status()).isEqualTo(400);
    assertThat(hubspot.send("POST", CONTACTS, body, HubSpotSandbox.TOKEN).status()).isEqualTo(201);
  }

  @Test
  void privacyDeletionByAnUnknownAddressKeepsPeopleFromAddingIt() {
    Answer purged =
        hubspot.post(
            CONTACTS + "/gdpr-delete", "{'objectId':'New@example.com','idProperty':'email'}");
    assertThat(purged.status()).isEqualTo(204);
    String body = "{\"properties\":{\"email\":\"new@example.com\"}}";
    assertThat(hubspot.send("POST", CONTACTS, body, HubSpotSandbox.PERSON_TOKEN).status())
        .isEqualTo(400);
    assertThat(hubspot.post(CONTACTS + "/gdpr-delete", "{'objectId':'777'}").status())
        .isEqualTo(404);
  }

  private Answer restore(String id) {
    return hubspot.control("POST", "restore", "{'id':'%s'}".formatted(id));
  }
}
