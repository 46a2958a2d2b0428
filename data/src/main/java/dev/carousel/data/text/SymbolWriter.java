package dev.carousel.data.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Writes symbols as text, piece by piece: characters and words at once, bytes as soon as they
 * complete a character. Bytes that are not UTF-8 become U+FFFD. One owner.
 */
final class SymbolWriter {
  private final Vocabulary vocabulary;
  private final Consumer<String> sink;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final ByteBuffer open = ByteBuffer.allocate(4);
  private final CharBuffer written = CharBuffer.allocate(8);

  SymbolWriter(Vocabulary vocabulary, Consumer<String> sink) {
    this.vocabulary = vocabulary;
    this.sink = sink;
  }

  /**
   * Writes a symbol.
   *
   * @throws IndexOutOfBoundsException if there is no such id
   */
  void add(int id) {
    if (id == vocabulary.unknown()) {
      end();
      sink.accept(Vocabulary.REPLACEMENT);
      return;
    }
    String symbol = vocabulary.symbols().get(id);
    if (vocabulary.tokens() == Tokens.BYTES) {
      open.put((byte) symbol.charAt(0));
      decode(false);
    } else {
      sink.accept(symbol);
    }
  }

  /** Writes what is left of a character that never became whole. */
  void end() {
    if (open.position() > 0) {
      decode(true);
    }
  }

  private void decode(boolean isEnd) {
    open.flip();
    decoder.decode(open, written, isEnd);
    open.compact();
    if (isEnd) {
      decoder.flush(written);
      decoder.reset();
      open.clear();
    }
    String text = written.flip().toString();
    written.clear();
    if (!text.isEmpty()) {
      sink.accept(text);
    }
  }
}
