package dev.carousel.interop.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.interop.ForeignFile;
import dev.carousel.interop.ForeignTensor;
import dev.carousel.io.DType;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Matrices of any shape are turned, those that are read in several parts too. */
class CutTest {
  /** A matrix whose element (row, column) is row + column / 1048576. */
  private record Matrix(int rows, int columns) implements ForeignTensor {
    @Override
    public String name() {
      return "m";
    }

    @Override
    public int[] shape() {
      return new int[] {rows, columns};
    }

    @Override
    public DType dtype() {
      return DType.F64;
    }

    @Override
    public void read(long first, double[] into, int count) {
      for (int i = 0; i < count; i++) {
        into[i] = at((int) (first + i) / columns, (int) (first + i) % columns);
      }
    }

    static double at(int row, int column) {
      return row + column * 0x1p-20;
    }
  }

  @ParameterizedTest
  @CsvSource({"1,4", "3,8", "700,1000", "2,262148", "1,600000", "263000,4", "0,4"})
  void blocksOfColumnsAreTurned(int rows, int columns) {
    Matrix matrix = new Matrix(rows, columns);
    ForeignFile file = new ForeignFile(Path.of("m"), "test", List.of(matrix), Map.of(), () -> {});
    List<Tensor> blocks = new Cut(file, Precision.FLOAT64).columnBlocks(matrix, 4);
    assertEquals(4, blocks.size());
    int size = columns / 4;
    for (int block = 0; block < 4; block++) {
      double[] expected = new double[size * rows];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = Matrix.at(i % rows, block * size + i / rows);
      }
      assertArrayEquals(new int[] {size, rows}, blocks.get(block).shape());
      assertArrayEquals(expected, blocks.get(block).toDoubles());
    }
  }
}
