package dev.carousel.interop.internal.pickle;

import static dev.carousel.interop.internal.pickle.Pickles.four;
import static dev.carousel.interop.internal.pickle.Pickles.global;
import static dev.carousel.interop.internal.pickle.Pickles.pickle;
import static dev.carousel.interop.internal.pickle.Pickles.storage;
import static dev.carousel.interop.internal.pickle.Pickles.tensor;
import static dev.carousel.interop.internal.pickle.Pickles.text;
import static dev.carousel.interop.internal.pickle.Pickles.tuple;
import static dev.carousel.interop.internal.pickle.Pickles.whole;

import dev.carousel.refusal.Refusal;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pickles that {@code torch.save} does not write are refused where they depart from it. */
class PickleRefusalsTest {
  private static final String DICT = global("collections", "OrderedDict");
  private static final String PARAMETER = global("torch.nn.parameter", "Parameter");
  private static final String REBUILD = global("torch._utils", "_rebuild_tensor_v2");
  private static final String ONE = tuple(whole(1));

  /** What is in the pickle, its parts, and what is expected and found. */
  static Stream<Arguments> damaged() {
    return Stream.of(
        Arguments.of("nothing", "", "a value", "an empty stack"),
        Arguments.of("protocol 9", "\u0080\u0009N", "protocol 2", "a newer one"),
        Arguments.of("a value that was not kept", "h\u0005", "was kept", "none at 5"),
        Arguments.of("a tuple without its mark", "t", "a mark", "none"),
        Arguments.of("a tuple of too little", "N\u0087", "3 values", "fewer"),
        Arguments.of("a call of a number", "K\u0001)R", "a name and its arguments", "other"),
        Arguments.of("attributes of a number", "K\u0001Nb", "attributes of a dict", "another"),
        Arguments.of("an odd item of a dict", "}(K\u0001u", "pairs for a dict", "1 values"),
        Arguments.of("an item of a number", "NNa", "values for a list", "for another"),
        Arguments.of("a number of 9 bytes", "\u008a\u0009", "at most 8 bytes", "9 bytes"),
        Arguments.of("a text of 65537 bytes", four('X', 65537), "64 KiB", "65537 bytes"),
        Arguments.of("a text beyond the end", text("ab").substring(0, 3), "more bytes", "the end"),
        Arguments.of("a name of 300 letters", global("n".repeat(300), "x"), "a name", "very long"),
        Arguments.of(
            "a storage that is called",
            global("torch", "FloatStorage") + ")R",
            "a function",
            "torch.FloatStorage"),
        Arguments.of("a dict of arguments", DICT + ONE + "R", "an empty dict", "one with 1"),
        Arguments.of("a parameter of a number", PARAMETER + ONE + "R", "a tensor", "another value"),
        Arguments.of(
            "a tensor of one argument", REBUILD + ONE + "R", "a storage, an offset", "1 arguments"),
        Arguments.of("no id of a storage", "NQ", "the id of a storage", "another value"),
        Arguments.of(
            "a storage of another type",
            tuple(text("storage"), DICT, text("0"), text("cpu"), whole(1)) + "Q",
            "the type and the key of a storage",
            "others"),
        Arguments.of(
            "a storage of a text",
            storage("FloatStorage", text("1")),
            "a whole number",
            "another value"),
        Arguments.of(
            "a storage of -1 elements",
            storage("FloatStorage", four('J', -1)),
            "fits into a Java array",
            "-1 elements"),
        Arguments.of(
            "extents that are no tuple",
            tensor(1, 0, "N", ONE),
            "a tuple of whole numbers",
            "another value"),
        Arguments.of(
            "an extent without a stride",
            tensor(1, 0, ONE, ")"),
            "a stride for each",
            "1 extents and 0 strides"),
        Arguments.of(
            "an extent below 0",
            tensor(4, 0, tuple(whole(0), four('J', -1)), tuple(whole(1), whole(1))),
            "extents of at least 0",
            "extents [0, -1]"),
        Arguments.of(
            "an extent beyond the storage",
            tensor(2, 0, tuple(whole(3)), ONE),
            "within the storage of 2",
            "extents [3]"),
        Arguments.of(
            "more elements than the storage",
            tensor(2, 0, tuple(whole(2), whole(2)), tuple(whole(0), whole(0))),
            "at most the 2 elements",
            "more"),
        Arguments.of(
            "an offset beyond the storage",
            tensor(2, 1, tuple(whole(2)), ONE),
            "elements within the storage of 2",
            "one at 2"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void damaged(String input, String parts, String expected, String found) {
    Refusal.of(
        input,
        () -> PickleReader.read(pickle(parts), "model.pt"),
        "The pickle in the file is damaged.",
        "expected: ",
        expected,
        found,
        "at its byte",
        "where:    model.pt");
  }

  @Test
  void instructionsWithoutEndAreRefused() {
    Refusal.of(
        "2^20 instructions",
        () -> PickleReader.read(pickle("\u0080\u0002".repeat(PickleReader.MOST)), "model.pt"),
        "at most 1048576 instructions");
  }

  private static void assertTangled(String input, String parts, String expected, String found) {
    Pickled read = PickleReader.read(pickle(parts), "model.pt");
    Refusal.of(
        input,
        () -> StateDict.tensors(read, "model.pt"),
        "The dicts in the file are no state dict.",
        expected,
        found,
        "torch.save(model.state_dict(), 'model.pt')");
  }

  @Test
  void dictsThatAreNoStateDictAreRefused() {
    assertTangled(
        "a dict within itself",
        "}q\u0000" + text("a") + "h\u0000s",
        "dicts at most 32 deep",
        "a dict within itself");
    assertTangled(
        "33 dicts in each other",
        ("}" + text("a")).repeat(32) + "}" + "s".repeat(32),
        "dicts at most 32 deep",
        "deeper ones");
    String many =
        IntStream.rangeClosed(0, 1 << 16)
            .mapToObj(i -> four('J', i) + "N")
            .collect(Collectors.joining());
    assertTangled("a dict of 65537 values", "}(" + many + "u", "at most 65536 values", "more");
    String name = "n".repeat(1001);
    assertTangled(
        "a name of 1001 letters",
        "}" + four('X', name.length()) + name + "Ns",
        "at most 1000 characters",
        "a longer one");
    String tensor = tensor(1, 0, ONE, ONE);
    assertTangled(
        "two tensors named a.b",
        "}" + text("a") + "}" + text("b") + tensor + "ss" + text("a.b") + tensor + "s",
        "tensors of different names",
        "'a.b' twice");
  }
}
