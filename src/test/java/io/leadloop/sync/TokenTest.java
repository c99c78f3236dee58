package io.leadloop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
  @Test
  void textsOfOneStoreSortLikeTheTokens() {
    List<Token> inOrder =
        List.of(
            new Token("1a2b3c4d", 1, 1),
            new Token("1a2b3c4d", 9, 10),
            new Token("1a2b3c4d", 10, 11),
            new Token("1a2b3c4d", 999_999, 999_999_999_999L));
    assertThat(inOrder.stream().map(Token::text)).isSorted();
    assertThat(inOrder).allSatisfy(one -> assertThat(Token.parse(one.text())).contains(one));
    assertThat(inOrder)
        .allSatisfy(one -> assertThat(one.text()).startsWith(Token.prefix("1a2b3c4d")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "1a2b3c4d-1-2",
        "1A2B3C4D-000001-000000000001",
        "a b-000001-000000000001"
      })
  void whatSomebodyElseWroteIsNone(String text) {
    assertThat(Token.parse(text)).isEmpty();
  }
}
