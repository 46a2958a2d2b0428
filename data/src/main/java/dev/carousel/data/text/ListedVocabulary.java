package dev.carousel.data.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.carousel.error.CarouselException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * The characters that a network of another framework knows, in its order. There is no symbol for
 * others: a text that holds one is refused, unless a symbol of the list stands for it, such as
 * {@code <unk>}. A symbol of several characters occurs in no text.
 */
final class ListedVocabulary extends Vocabulary {
  private static final List<String> UNKNOWN = List.of("<unk>", "<UNK>", "[UNK]", "<unknown>");

  @JsonCreator
  ListedVocabulary(@JsonProperty("symbols") List<String> symbols) {
    super(Tokens.CHARS, symbols);
  }

  @JsonProperty("symbols")
  private List<String> written() {
    return symbols();
  }

  @Override
  public int size() {
    return symbols().size();
  }

  @Override
  OptionalInt unknownClass() {
    return OptionalInt.empty();
  }

  @Override
  int[] encode(Split text) {
    int other = UNKNOWN.stream().mapToInt(this::id).min().orElse(unknown());
    int[] byPlace = new int[text.symbols().size()];
    for (int place = 0; place < byPlace.length; place++) {
      int id = id(text.symbols().get(place));
      byPlace[place] = id == unknown() ? other : id;
      if (byPlace[place] == unknown()) {
        throw CarouselException.failure("The text has a character that the network does not know.")
            .expected("the " + size() + " symbols of the network")
            .found("'" + text.symbols().get(place) + "'")
            .mend("name the symbols in the network's order, or take the character out of the text")
            .build();
      }
    }
    return Arrays.stream(text.places()).map(place -> byPlace[place]).toArray();
  }

  @Override
  public String toString() {
    return symbols().size() + " symbols";
  }
}
