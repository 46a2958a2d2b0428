@NullMarked
package dev.carousel.benchmarks.peers.onnx;

import org.jspecify.annotations.NullMarked;
