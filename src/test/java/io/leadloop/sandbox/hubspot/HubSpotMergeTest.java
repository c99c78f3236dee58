package io.leadloop.sandbox.hubspot;

import static io.leadloop.sandbox.hubspot.SandboxFixture.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.hubspot.SandboxFixture.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Merges: what the survivor has, and where the old ids lead. */
class HubSpotMergeTest {
  private SandboxFixture hubspot = SandboxFixture.plain();

  @AfterEach
  void close() {
    hubspot.close();
  }

  @Test
  void mergeMakesANewIdThatBothOldOnesLeadTo() {
    String primary = hubspot.contact("a@example.com", "city", "Bern", "lifecyclestage", "lead");
    String other =
        hubspot.contact(
            "b@example.com", "city", "Basel", "phone", "1", "lifecyclestage", "customer");
    String note = hubspot.note(other, "kept");
    Answer merged = merge(primary, other);
    assertThat(merged.status()).isEqualTo(200);
    String id = merged.at("/id").asText();
    assertThat(id).isNotEqualTo(primary).isNotEqualTo(other);
    for (String asked : new String[] {primary, other, id}) {
      Answer read =
          hubspot.get(
              CONTACTS
                  + "/"
                  + asked
                  + "?associations=notes&properties=email,city,phone,lifecyclestage,"
                  + "hs_additional_emails,hs_merged_object_ids,hs_calculated_merged_vids");
      assertThat(read.at("/id").asText()).isEqualTo(id);
      JsonNode properties = read.at("/properties");
      assertThat(properties.get("email").asText()).isEqualTo("a@example.com");
      assertThat(properties.get("hs_additional_emails").asText()).isEqualTo("b@example.com");
      assertThat(properties.get("city").asText()).isEqualTo("Bern");
      assertThat(properties.get("phone").asText()).isEqualTo("1");
      assertThat(properties.get("lifecyclestage").asText()).isEqualTo("customer");
      assertThat(properties.get("hs_merged_object_ids").asText()).isEqualTo(primary + ";" + other);
      assertThat(properties.get("hs_calculated_merged_vids").asText())
          .matches("\\d+:\\d{13};\\d+:\\d{13}");
      assertThat(read.at("/associations/notes/results/0/id").asText()).isEqualTo(note);
    }
    assertThat(hubspot.get(CONTACTS).at("/results")).hasSize(1);
    assertThat(hubspot.post(CONTACTS + "/search", "{}").at("/total").asInt()).isEqualTo(1);
    assertThat(hubspot.get(CONTACTS + "/b@example.com?idProperty=email").at("/id").asText())
        .isEqualTo(id);
    Answer taken = hubspot.post(CONTACTS, "{'properties':{'email':'b@example.com'}}");
    assertThat(taken.at("/message").asText())
        .isEqualTo("Contact already exists. Existing ID: " + id);
  }

  @Test
  void batchOfOldIdsAnswersOnceAndWritesReachTheSurvivor() {
    String primary = hubspot.contact("a@example.com");
    String other = hubspot.contact("b@example.com");
    String id = merge(primary, other).at("/id").asText();
    Answer read =
        hubspot.post(
            CONTACTS + "/batch/read",
            "{'properties':['email'],'inputs':[{'id':'%s'},{'id':'%s'}]}"
                .formatted(primary, other));
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.at("/results")).hasSize(1);
    assertThat(read.at("/results/0/id").asText()).isEqualTo(id);
    hubspot.patch(CONTACTS + "/" + other, "{'properties':{'city':'Chur'}}");
    assertThat(hubspot.read(id, "city").get("city").asText()).isEqualTo("Chur");
  }

  @Test
  void mergeOfAMergedContactKeepsEveryOldId() {
    String a = hubspot.contact("a@example.com");
    String b = hubspot.contact("b@example.com");
    String c = hubspot.contact("c@example.com");
    String ab = merge(a, b).at("/id").asText();
    String abc = merge(c, ab).at("/id").asText();
    for (String asked : new String[] {a, b, c, ab}) {
      assertThat(hubspot.get(CONTACTS + "/" + asked).at("/id").asText()).isEqualTo(abc);
    }
    assertThat(
            hubspot
                .read(abc, "hs_merged_object_ids")
                .get("hs_merged_object_ids")
                .asText()
                .split(";"))
        .containsExactlyInAnyOrder(a, b, c, ab);
    assertThat(
            hubspot
                .read(abc, "hs_additional_emails")
                .get("hs_additional_emails")
                .asText()
                .split(";"))
        .containsExactlyInAnyOrder("a@example.com", "b@example.com");
  }

  @Test
  void primaryIdMayBeKept() {
    hubspot.close();
    hubspot =
        SandboxFixture.with(
            SandboxFixture.options().withRealLimits(false).withMergeKeepsPrimaryId(true));
    String primary = hubspot.contact("a@example.com");
    String other = hubspot.contact("b@example.com");
    assertThat(merge(primary, other).at("/id").asText()).isEqualTo(primary);
    assertThat(hubspot.get(CONTACTS + "/" + other).at("/id").asText()).isEqualTo(primary);
    assertThat(hubspot.read(primary, "hs_merged_object_ids").get("hs_merged_object_ids").asText())
        .isEqualTo(other);
  }

  @Test
  void historyHoldsBothAndTheMergeIsAChange() {
    String primary = hubspot.contact("a@example.com", "city", "Bern");
    String other = hubspot.contact("b@example.com", "city", "Basel");
    String id = merge(primary, other).at("/id").asText();
    JsonNode versions =
        hubspot
            .get(CONTACTS + "/" + id + "?propertiesWithHistory=city")
            .at("/propertiesWithHistory/city");
    assertThat(versions.get(0).get("value").asText()).isEqualTo("Bern");
    assertThat(versions.findValuesAsText("value")).contains("Basel");
  }

  @Test
  void contactIsNotMergedWithItselfNorWithOneThatIsNotThere() {
    String id = hubspot.contact("a@example.com");
    assertThat(merge(id, id).status()).isEqualTo(400);
    assertThat(merge(id, "777").status()).isEqualTo(404);
  }

  private Answer merge(String primary, String other) {
    return hubspot.post(
        CONTACTS + "/merge",
        "{'primaryObjectId':'%s','objectIdToMerge':'%s'}".formatted(primary, other));
  }
}
