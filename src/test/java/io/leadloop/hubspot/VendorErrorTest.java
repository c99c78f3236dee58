package io.leadloop.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VendorErrorTest {
  private static VendorError error(String json) {
    try {
      return VendorError.of(new ObjectMapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        Arguments.of("{}", ""),
        Arguments.of("{\"category\":\"CONFLICT\"}", "CONFLICT"),
        Arguments.of(
            "{\"category\":\"OBJECT_ALREADY_EXISTS\","
                + "\"subCategory\":\"Properties.PROPERTY_WITH_NAME_EXISTS\"}",
            "Properties.PROPERTY_WITH_NAME_EXISTS"),
        Arguments.of(
            "{\"category\":\"VALIDATION_ERROR\",\"errors\":[{\"code\":\"INVALID_OPTION\"}]}",
            "INVALID_OPTION"),
        Arguments.of(
            "{\"category\":\"VALIDATION_ERROR\",\"message\":\"Property values were not valid: "
                + "[{\\\"isValid\\\":false,\\\"message\\\":\\\"x\\\",\\\"error\\\":"
                + "\\\"PROPERTY_DOESNT_EXIST\\\",\\\"name\\\":\\\"shoe\\\"}]\"}",
            "PROPERTY_DOESNT_EXIST"));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void takesTheMostTellingCode(String body, String code) {
    assertThat(error(body).code()).isEqualTo(code);
  }

  @Test
  void namesTheUnknownPropertiesOfBothForms() {
    String inMessage =
        "{\"message\":\"Property values were not valid: [{\\\"error\\\":"
            + "\\\"PROPERTY_DOESNT_EXIST\\\",\\\"name\\\":\\\"shoe\\\"}]\"}";
    String inErrors =
        "{\"errors\":[{\"code\":\"PROPERTY_DOESNT_EXIST\","
            + "\"context\":{\"propertyName\":[\"hat\"]}}]}";
    assertThat(error(inMessage).unknownProperties()).containsExactly("shoe");
    assertThat(error(inErrors).unknownProperties()).containsExactly("hat");
  }

  @Test
  void whatALogMaySayHoldsNoMessage() {
    VendorError error =
        error(
            "{\"status\":\"error\",\"message\":\"ann@example.com is taken\",\"correlationId\":"
                + "\"c-1\",\"category\":\"CONFLICT\"}");
    assertThat(error.withoutPersonalData()).isEqualTo("CONFLICT, correlation id c-1");
  }

  @Test
  void aPageOfAProxyIsNotHubSpots() {
    assertThat(VendorError.of(MissingNode.getInstance()).isVendors()).isFalse();
    assertThat(error("{\"ok\":false}").isVendors()).isFalse();
    assertThat(error("{\"status\":\"error\",\"message\":\"m\"}").isVendors()).isTrue();
  }
}
