package dev.carousel.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkersTest {
  private static final Workers FOUR =
      new Workers() {
        @Override
        public int threads() {
          return 4;
        }
      };

  @ParameterizedTest
  @CsvSource({"0, 1", "16383, 1", "16384, 2", "32767, 3", "32768, 4", "9000000000, 4"})
  void aThreadIsUsedForSoManyElements(long elements, int threads) {
    assertEquals(threads, FOUR.threadsFor(elements));
  }
}
