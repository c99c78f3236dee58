package io.leadloop.sandbox.hubspot;

import static io.leadloop.sandbox.hubspot.SandboxFixture.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.hubspot.SandboxFixture.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One contact at a time, and pages of all of them. */
class HubSpotContactTest {
  private final SandboxFixture hubspot = SandboxFixture.plain();

  @AfterEach
  void close() {
    hubspot.close();
  }

  @Test
  void createAnswers201WithLocationAndWhatTheVendorAdds() {
    Answer created =
        hubspot.post(CONTACTS, "{'properties':{'email':'Ada@Example.com ','firstname':'Ada'}}");
    assertThat(created.status()).isEqualTo(201);
    String id = created.at("/id").asText();
    assertThat(created.headers().firstValue("location")).get().asString().endsWith("/" + id);
    assertThat(created.at("/properties/email").asText()).isEqualTo("ada@example.com");
    assertThat(created.at("/properties/hs_email_domain").asText()).isEqualTo("example.com");
    assertThat(created.at("/properties/lifecyclestage").asText()).isEqualTo("lead");
    assertThat(created.at("/properties/hs_object_id").asText()).isEqualTo(id);
    assertThat(created.at("/properties/hs_object_source").asText()).isEqualTo("INTEGRATION");
    assertThat(created.at("/createdAt").asText()).isEqualTo("2026-11-21T10:00:00Z");
    assertThat(created.at("/archived").asBoolean()).isFalse();
  }

  @Test
  void readWithoutPropertiesGivesTheDefaultOnes() {
    String id = hubspot.contact("a@example.com", "phone", "1");
    JsonNode properties = hubspot.get(CONTACTS + "/" + id).at("/properties");
    List<String> names = new ArrayList<>();
    properties.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactly(
            "createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname");
  }

  @Test
  void requestedButUnsetIsNullAndUndefinedIsOmitted() {
    JsonNode read = hubspot.read(hubspot.contact("a@example.com"), "phone,no_such_property");
    assertThat(read.has("phone")).isTrue();
    assertThat(read.get("phone").isNull()).isTrue();
    assertThat(read.has("no_such_property")).isFalse();
    assertThat(read.has("hs_object_id")).isTrue();
  }

  @Test
  void unknownIdAnswers404() {
    Answer numeric = hubspot.get(CONTACTS + "/99999999");
    assertThat(numeric.status()).isEqualTo(404);
    assertThat(numeric.at("/message").asText()).isEqualTo("resource not found");
    assertThat(numeric.body().has("category")).isFalse();
    Answer text = hubspot.get(CONTACTS + "/abc");
    assertThat(text.status()).isEqualTo(404);
    assertThat(text.at("/category").asText()).isEqualTo("OBJECT_NOT_FOUND");
    assertThat(text.at("/context/id/0").asText()).isEqualTo("abc");
  }

  @Test
  void knownEmailAnswers409WithTheExistingId() {
    String id = hubspot.contact("a@example.com");
    Answer again = hubspot.post(CONTACTS, "{'properties':{'email':'A@EXAMPLE.com'}}");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.at("/message").asText())
        .isEqualTo("Contact already exists. Existing ID: " + id);
    assertThat(again.at("/category").asText()).isEqualTo("CONFLICT");
    String other = hubspot.contact("b@example.com");
    Answer update =
        hubspot.patch(CONTACTS + "/" + other, "{'properties':{'email':'a@example.com'}}");
    assertThat(update.status()).isEqualTo(409);
    assertThat(update.at("/message").asText())
        .isEqualTo("Contact already exists. Existing ID: " + id);
  }

  @Test
  void additionalEmailIsTakenAndFindsItsContact() {
    String id = hubspot.contact("a@example.com");
    hubspot.edit(
        "{'id':'%s','asVendor':true,'properties':{'hs_additional_emails':'x@example.com;y@example.com'}}"
            .formatted(id));
    Answer create = hubspot.post(CONTACTS, "{'properties':{'email':'y@example.com'}}");
    assertThat(create.status()).isEqualTo(409);
    assertThat(create.at("/message").asText()).endsWith("Existing ID: " + id);
    Answer found = hubspot.get(CONTACTS + "/X@example.com?idProperty=email");
    assertThat(found.at("/id").asText()).isEqualTo(id);
    assertThat(found.at("/properties/email").asText()).isEqualTo("a@example.com");
  }

  @Test
  void idPropertyFindsByEmailAndByUniquePropertyAndRefusesOthers() {
    String id = hubspot.contact("a@example.com", "leadloop_key", "k-1");
    assertThat(hubspot.get(CONTACTS + "/a@example.com?idProperty=email").at("/id").asText())
        .isEqualTo(id);
    Answer patched =
        hubspot.patch(CONTACTS + "/k-1?idProperty=leadloop_key", "{'properties':{'phone':'123'}}");
    assertThat(patched.at("/id").asText()).isEqualTo(id);
    assertThat(patched.at("/properties/phone").asText()).isEqualTo("123");
    Answer refused = hubspot.get(CONTACTS + "/123?idProperty=phone");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/message").asText())
        .startsWith("Unable to perform update/upsert by non-unique 0-1 property phone");
    assertThat(hubspot.get(CONTACTS + "/none@example.com?idProperty=email").status())
        .isEqualTo(404);
  }

  @Test
  void uniqueValueOfAnotherContactIsRefused() {
    String id = hubspot.contact("a@example.com", "leadloop_key", "k-1");
    String other = hubspot.contact("b@example.com");
    Answer refused = hubspot.patch(CONTACTS + "/" + other, "{'properties':{'leadloop_key':'k-1'}}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/errors/0/code").asText()).isEqualTo("CONFLICTING_UNIQUE_VALUE");
    assertThat(refused.at("/errors/0/message").asText()).endsWith(id + " already has that value.");
  }

  @Test
  void updateCarriesTheWrittenPropertiesTheDefaultsAndItsTime() {
    String id = hubspot.contact("a@example.com");
    hubspot.advance(Duration.ofSeconds(3));
    Answer patched = hubspot.patch(CONTACTS + "/" + id, "{'properties':{'phone':'+49 30 1'}}");
    assertThat(patched.status()).isEqualTo(200);
    assertThat(patched.at("/properties/phone").asText()).isEqualTo("+49 30 1");
    assertThat(patched.at("/properties/email").asText()).isEqualTo("a@example.com");
    assertThat(patched.at("/updatedAt").asText()).isEqualTo("2026-11-21T10:00:03Z");
    assertThat(patched.at("/properties/lastmodifieddate").asText())
        .isEqualTo("2026-11-21T10:00:03Z");
    assertThat(patched.at("/properties").has("company")).isFalse();
  }

  @Test
  void everyChangeMovesLastModifiedEvenWithinOneMillisecond() {
    String id = hubspot.contact("a@example.com");
    Instant before = Instant.parse(hubspot.read(id, "phone").get("lastmodifieddate").asText());
    for (String phone : List.of("1", "2", "3")) {
      hubspot.patch(CONTACTS + "/" + id, "{'properties':{'phone':'%s'}}".formatted(phone));
      Instant after = Instant.parse(hubspot.read(id, "phone").get("lastmodifieddate").asText());
      assertThat(after).isAfter(before);
      before = after;
    }
    hubspot.note(id, "called");
    Instant noted = Instant.parse(hubspot.read(id, "phone").get("lastmodifieddate").asText());
    assertThat(noted).isAfter(before);
  }

  @Test
  void writingWhatIsAlreadySoMovesNothing() {
    String id = hubspot.contact("a@example.com", "phone", "1");
    hubspot.advance(Duration.ofMinutes(1));
    Answer patched = hubspot.patch(CONTACTS + "/" + id, "{'properties':{'phone':'1'}}");
    assertThat(patched.at("/updatedAt").asText()).isEqualTo("2026-11-21T10:00:00Z");
  }

  @Test
  void deletedContactIsGoneAndFoundOnlyAmongTheArchived() {
    String id = hubspot.contact("a@example.com");
    assertThat(hubspot.delete(CONTACTS + "/" + id).status()).isEqualTo(204);
    assertThat(hubspot.get(CONTACTS + "/" + id).status()).isEqualTo(404);
    Answer archived = hubspot.get(CONTACTS + "/" + id + "?archived=true");
    assertThat(archived.at("/archived").asBoolean()).isTrue();
    assertThat(archived.at("/archivedAt").asText()).isNotEmpty();
    assertThat(hubspot.get(CONTACTS).at("/results")).isEmpty();
    assertThat(hubspot.get(CONTACTS + "?archived=true").at("/results/0/id").asText()).isEqualTo(id);
    assertThat(hubspot.contact("a@example.com")).isNotEqualTo(id);
  }

  @Test
  void listPagesInTheOrderOfIdsAndTakesAtMost100() {
    List<String> created = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      created.add(hubspot.contact("c" + i + "@example.com"));
    }
    List<String> listed = new ArrayList<>();
    String after = "";
    int pages = 0;
    do {
      Answer page = hubspot.get(CONTACTS + "?properties=phone&after=" + after);
      page.at("/results").forEach(record -> listed.add(record.get("id").asText()));
      after = page.at("/paging/next/after").asText();
      pages++;
    } while (!after.isEmpty());
    assertThat(listed).isEqualTo(created);
    assertThat(pages).isEqualTo(3);
    assertThat(hubspot.get(CONTACTS + "?limit=101").status()).isEqualTo(400);
    assertThat(hubspot.get(CONTACTS + "?limit=100&propertiesWithHistory=phone").status())
        .isEqualTo(400);
  }

  @Test
  void lifecycleStageAnswersSuccessButDoesNotGoBack() {
    String id = hubspot.contact("a@example.com", "lifecyclestage", "salesqualifiedlead");
    Answer back =
        hubspot.patch(CONTACTS + "/" + id, "{'properties':{'lifecyclestage':'lead','phone':'1'}}");
    assertThat(back.status()).isEqualTo(200);
    JsonNode read = hubspot.read(id, "lifecyclestage,phone");
    assertThat(read.get("lifecyclestage").asText()).isEqualTo("salesqualifiedlead");
    assertThat(read.get("phone").asText()).isEqualTo("1");
    hubspot.patch(CONTACTS + "/" + id, "{'properties':{'lifecyclestage':'customer'}}");
    assertThat(hubspot.read(id, "lifecyclestage").get("lifecyclestage").asText())
        .isEqualTo("customer");
  }

  @Test
  void lifecycleStageGoesBackAfterItWasClearedInAnEarlierRequest() {
    String id = hubspot.contact("a@example.com", "lifecyclestage", "customer");
    hubspot.patch(CONTACTS + "/" + id, "{'properties':{'lifecyclestage':''}}");
    hubspot.patch(CONTACTS + "/" + id, "{'properties':{'lifecyclestage':'lead'}}");
    JsonNode read = hubspot.read(id, "lifecyclestage,hs_lifecyclestage_customer_date");
    assertThat(read.get("lifecyclestage").asText()).isEqualTo("lead");
    assertThat(read.get("hs_lifecyclestage_customer_date").asText()).isNotEmpty();
  }
}
