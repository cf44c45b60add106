/**
 * Stands in for the validator of the component library's own Form, which every input would otherwise bring along (26 kB):
 * the forms of this app check against the contract's Zod schemas (`src/ui/form`).
 */
export default class NoValidator {
  constructor() {
    throw new Error('Use useZodForm of src/ui/form: the validator of antd Form is not part of the build.')
  }
}
