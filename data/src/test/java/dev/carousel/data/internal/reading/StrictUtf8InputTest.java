package dev.carousel.data.internal.reading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carousel.error.CarouselException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StrictUtf8InputTest {
  /** The edges of the ranges of bytes that UTF-8 tells apart. */
  private static final int[] EDGES = {
    1, 'a', 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
    0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF
  };

  private final Random random = new Random(1);

  @Test
  void acceptsWhatTheDecoderOfJavaAccepts() throws IOException {
    int accepted = 0;
    for (int i = 0; i < 300_000; i++) {
      byte[] bytes = bytes(random.nextInt(14));
      boolean isValid = isValid(bytes);
      accepted += isValid ? 1 : 0;
      assertEquals(isValid, isAccepted(bytes), () -> Arrays.toString(bytes));
    }
    assertEquals(true, accepted > 10_000 && accepted < 290_000, "accepted " + accepted);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    boolean isMostlyPlain = random.nextBoolean();
    for (int i = 0; i < length; i++) {
      boolean isPlain = isMostlyPlain && random.nextInt(4) > 0;
      bytes[i] = (byte) (isPlain ? 'x' : EDGES[random.nextInt(EDGES.length)]);
    }
    return bytes;
  }

  private static boolean isValid(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private boolean isAccepted(byte[] bytes) throws IOException {
    int most = 1 + random.nextInt(10);
    try {
      assertArrayEquals(bytes, input(bytes, most).readAllBytes());
      return true;
    } catch (CarouselException refused) {
      return false;
    }
  }

  private static InputStream input(byte[] bytes, int most) {
    return new StrictUtf8Input(
        "stream",
        null,
        new ByteArrayInputStream(bytes) {
          @Override
          public int read(byte[] target, int from, int length) {
            return super.read(target, from, Math.min(length, most));
          }
        });
  }

  @Test
  void nulBytesAreRefusedWhereverTheyAre() {
    for (int at = 0; at < 40; at++) {
      byte[] bytes = new byte[40];
      Arrays.fill(bytes, (byte) 'x');
      bytes[at] = 0;
      CarouselException refused =
          assertThrows(CarouselException.class, () -> input(bytes, 64).readAllBytes());
      assertEquals(
          true, String.valueOf(refused.getMessage()).contains("a NUL byte at offset " + at));
    }
  }
}
