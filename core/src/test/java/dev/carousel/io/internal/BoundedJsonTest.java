package dev.carousel.io.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedJsonTest {
  private static final JsonMapper JSON = JsonMapper.builder(BoundedJson.factory(3, 100)).build();

  private static String faultOf(String json) {
    return BoundedJson.fault(
        assertThrows(JsonProcessingException.class, () -> JSON.readTree(json)));
  }

  @Test
  void aPlaceIsToldWithoutTheParsersOwnWords() {
    assertEquals(
        "Unexpected end-of-input: expected close marker for Object"
            + " (start marker at line: 1, column: 1)",
        faultOf("{"));
  }

  @Test
  void aBoundIsToldWithoutTheParsersOwnWords() {
    assertEquals("Document nesting depth (4) exceeds the maximum allowed (3)", faultOf("[[[["));
    assertThrows(
        StreamConstraintsException.class, () -> JSON.readTree("[" + "1,".repeat(100) + "1]"));
  }

  @Test
  void namesThatComeTwiceAreRefused() {
    assertTrue(faultOf("{\"a\":1,\"a\":2}").contains("'a'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[Source: ", "[Source: ; ", "[Source: ; line: 1", ", from `", ", from "})
  @Timeout(value = 2, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whatLooksLikeTheParsersWordsTakesNoTime(String words) {
    String fault = BoundedJson.fault(new JsonParseException(null, words.repeat(100_000)));
    assertTrue(fault.length() <= words.length() * 100_000);
  }
}
