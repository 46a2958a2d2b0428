package dev.carousel.expr;

import dev.carousel.error.CarouselException;
import dev.carousel.tensor.Tensor;
import dev.carousel.tensor.internal.Matrices;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.random.RandomGenerator;

/** The initialisers of the literature. Matrices are {@code [rows = outputs, columns = inputs]}. */
public final class Initializers {
  private Initializers() {}

  /** Every element is {@code value}. */
  public static Initializer constant(double value) {
    return (parameter, random) -> parameter.fill(value);
  }

  /** Every element is 0. */
  public static Initializer zeros() {
    return constant(0);
  }

  /** Uniform on [low, high). */
  public static Initializer uniform(double low, double high) {
    return (parameter, random) -> {
      for (int i = 0; i < parameter.size(); i++) {
        parameter.set(i, low + (high - low) * random.nextDouble());
      }
    };
  }

  /** Uniform on [-bound, bound). PyTorch's recurrent layers use {@code bound = 1 / sqrt(H)}. */
  public static Initializer uniform(double bound) {
    return uniform(-bound, bound);
  }

  /** Normal with mean 0. */
  public static Initializer normal(double standardDeviation) {
    return (parameter, random) -> {
      for (int i = 0; i < parameter.size(); i++) {
        parameter.set(i, standardDeviation * random.nextGaussian());
      }
    };
  }

  /**
   * Uniform with {@code bound = sqrt(6 / (rows + columns))}, so that activations and gradients keep
   * their variance (Glorot and Bengio, 2010).
   */
  public static Initializer glorotUniform() {
    return (parameter, random) -> {
      int[] shape = parameter.shape();
      double bound = Math.sqrt(6.0 / Arrays.stream(shape).sum());
      uniform(bound).fill(parameter, random);
    };
  }

  /**
   * {@code gain} times a random matrix with orthonormal rows or columns, whichever are fewer,
   * uniform over all such matrices (Saxe, McClelland and Ganguli, 2014). It is the Q of a Gaussian
   * matrix's QR decomposition, corrected by the signs of R's diagonal.
   */
  public static Initializer orthogonal(double gain) {
    return (parameter, random) -> {
      int rows = requireMatrix(parameter, "orthogonal").extent(0);
      int columns = parameter.extent(1);
      RealMatrix tall = gaussian(Math.max(rows, columns), Math.min(rows, columns), random);
      RealMatrix q = orthonormalColumns(tall);
      assign(parameter, rows >= columns ? q : q.transpose(), gain);
    };
  }

  /** {@code scale} times the identity; zero outside the diagonal (IRNN: Le and others, 2015). */
  public static Initializer identity(double scale) {
    return (parameter, random) -> {
      int columns = requireMatrix(parameter, "identity").extent(1);
      parameter.fill(0);
      for (int i = 0; i < Math.min(parameter.extent(0), columns); i++) {
        parameter.set(i * columns + i, scale);
      }
    };
  }

  /** Gaussian, then scaled so that the largest modulus of an eigenvalue is {@code radius}. */
  public static Initializer spectralRadius(double radius) {
    return (parameter, random) -> {
      int rows = requireMatrix(parameter, "spectral-radius").extent(0);
      if (rows != parameter.extent(1)) {
        throw CarouselException.usage("The initialiser spectral-radius needs a square matrix.")
            .found(rows + " x " + parameter.extent(1))
            .build();
      }
      RealMatrix matrix = gaussian(rows, rows, random);
      assign(parameter, matrix, radius / Matrices.spectralRadius(matrix));
    };
  }

  /**
   * {@code sign * ln u}, with u uniform on [1, maxLag - 1]: biases that spread the time-scales of
   * the units evenly up to {@code maxLag} steps (chrono initialisation: Tallec and Ollivier, 2018).
   * The forget gate takes sign 1 and the input gate sign -1; both draw from one stream, so that one
   * is the negative of the other.
   */
  public static Initializer chrono(double maxLag, double sign) {
    return new Chrono(maxLag, sign);
  }

  private record Chrono(double maxLag, double sign) implements Initializer {
    @Override
    public void fill(Tensor parameter, RandomGenerator random) {
      for (int i = 0; i < parameter.size(); i++) {
        parameter.set(i, sign * Math.log(1 + (maxLag - 2) * random.nextDouble()));
      }
    }

    @Override
    public String streamName(String parameter) {
      return "chrono";
    }
  }

  private static RealMatrix orthonormalColumns(RealMatrix tall) {
    QRDecomposition qr = new QRDecomposition(tall);
    int columns = tall.getColumnDimension();
    RealMatrix q = qr.getQ().getSubMatrix(0, tall.getRowDimension() - 1, 0, columns - 1);
    RealMatrix r = qr.getR();
    double[] signs = new double[columns];
    Arrays.setAll(signs, i -> r.getEntry(i, i) < 0 ? -1 : 1);
    return q.multiply(MatrixUtils.createRealDiagonalMatrix(signs));
  }

  private static RealMatrix gaussian(int rows, int columns, RandomGenerator random) {
    double[][] entries = new double[rows][columns];
    for (double[] row : entries) {
      Arrays.setAll(row, j -> random.nextGaussian());
    }
    return new Array2DRowRealMatrix(entries, false);
  }

  private static void assign(Tensor parameter, RealMatrix matrix, double factor) {
    int columns = matrix.getColumnDimension();
    for (int i = 0; i < parameter.size(); i++) {
      parameter.set(i, factor * matrix.getEntry(i / columns, i % columns));
    }
  }

  private static Tensor requireMatrix(Tensor parameter, String name) {
    if (parameter.rank() != 2) {
      throw CarouselException.usage("The initialiser " + name + " needs a matrix.")
          .found(parameter)
          .build();
    }
    return parameter;
  }
}
