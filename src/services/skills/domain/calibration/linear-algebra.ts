/** Lower Cholesky factor of a symmetric matrix, row by row; `undefined` when it is not positive definite. */
function cholesky(matrix: Float64Array, size: number): Float64Array | undefined {
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!;
      if (i !== j) factor[i * size + j] = sum / factor[j * size + j]!;
      else if (sum > 1e-14 * Math.abs(matrix[i * size + i]!)) factor[i * size + i] = Math.sqrt(sum);
      else return undefined;
    }
  }
  return factor;
}

function backAndForth(factor: Float64Array, size: number, right: Float64Array): Float64Array {
  const x = right.slice();
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= factor[i * size + k]! * x[k]!;
    x[i]! /= factor[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= factor[k * size + i]! * x[k]!;
    x[i]! /= factor[i * size + i]!;
  }
  return x;
}

/** Solves `matrix x = right` for a symmetric positive definite matrix, row by row; `undefined` otherwise. */
export function solve(matrix: Float64Array, right: Float64Array): Float64Array | undefined {
  const factor = cholesky(matrix, right.length);
  return factor && backAndForth(factor, right.length, right);
}

/** The inverse of a symmetric positive definite matrix, `undefined` when it is not. */
export function inverse(matrix: Float64Array, size: number): Float64Array | undefined {
  const factor = cholesky(matrix, size);
  if (!factor) return undefined;
  const result = new Float64Array(size * size);
  const unit = new Float64Array(size);
  for (let column = 0; column < size; column++) {
    unit.fill(0);
    unit[column] = 1;
    const x = backAndForth(factor, size, unit);
    for (let row = 0; row < size; row++) result[row * size + column] = x[row]!;
  }
  return result;
}
