package dev.carousel.benchmarks.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.error.CarouselException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseListTest {
  @Test
  void customCellIsTimedWhereTheLstmIs() {
    List<Case> lstm = CaseList.of(List.of(Kind.TRAIN), List.of("lstm"), List.of());
    List<Case> mine = CaseList.of(List.of(Kind.TRAIN), List.of("lem:dt=0.5"), List.of());
    assertEquals(5, lstm.size());
    assertEquals(lstm.stream().map(Case::shape).toList(), mine.stream().map(Case::shape).toList());
  }

  @Test
  void simplerCellsHaveOneShape() {
    Case gru = CaseList.of(List.of(Kind.INFER), List.of("gru"), List.of()).get(0);
    assertEquals(new Case(Kind.INFER, "gru", new Shape(64, 100, 128, 256)), gru);
  }

  @Test
  void streamingIsOneStepOfOneSequenceWhateverTheShapes() {
    Shape wanted = Shape.parse("4,10,8,16");
    List<Case> cases =
        CaseList.of(List.of(Kind.TRAIN, Kind.STREAM), List.of("rnn"), List.of(wanted));
    assertEquals(
        List.of(wanted, new Shape(1, 1, 64, 128)), cases.stream().map(Case::shape).toList());
  }

  @Test
  void runsAreThoseOfAnLstmWhateverTheCells() {
    List<Case> runs =
        CaseList.of(Kind.ofGroup("run"), List.of("lem", "gru"), List.of(Shape.parse("4,10,8,16")));
    assertEquals(
        List.of(
            "lstm run on characters 32,64,78,128",
            "lstm run on characters 32,64,78,512",
            "lstm run on windows 32,48,8,64",
            "lstm run on words 32,64,10001,256"),
        runs.stream().map(Case::toString).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,2,3", "1,2,3,4,5", "0,1,1,1", "a,b,c,d", "", "1, 2,3,4"})
  void malformedShapeIsRefused(String text) {
    var refusal = assertThrows(CarouselException.class, () -> Shape.parse(text));
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.contains("'" + text + "'"), message);
    assertTrue(message.contains("batch,steps,input,units"), message);
    assertTrue(message.contains("64,100,128,256"), message);
  }
}
